package io.shapservice.engine.ensemble;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model's file tells of its categories, for rows that bring them by name. */
public final class CategoryNames {
    public static final CategoryNames NONE = new CategoryNames(List.of(), Map.of(), "");

    private final Map<Integer, FeatureCategories> ofFeature;
    private final Map<String, FeatureCategories> ofName = new HashMap<>();
    private final boolean named;
    private final String advice;

    /**
     * @param featureNames of the model, in column order; empty when it has none
     * @param ofFeature by column, for features whose categories the file keeps
     * @param advice for rows with a name where the file keeps none; empty when there is nothing special to say
     */
    public CategoryNames(List<String> featureNames, Map<Integer, FeatureCategories> ofFeature, String advice) {
        this.ofFeature = Map.copyOf(ofFeature);
        this.named = !featureNames.isEmpty();
        this.advice = advice;
        if (named) {
            ofFeature.forEach((feature, categories) -> ofName.put(featureNames.get(feature), categories));
        }
    }

    /**
     * The categories of a table's column, which is found by name when the table and the model both have names.
     *
     * @param name null when the table has no names
     * @return null when the file keeps none
     */
    public @Nullable FeatureCategories ofColumn(@Nullable String name, int position) {
        return named && name != null ? ofName.get(name) : ofFeature.get(position);
    }

    public String advice() {
        return advice;
    }
}

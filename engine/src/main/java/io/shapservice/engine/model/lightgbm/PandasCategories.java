package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last line of a model that was trained on a data frame, {@code pandas_categorical:[[…], …]}: for each column of pandas'
 * category type, its categories in the order of their codes. Which columns those are, the line does not say: they are the features
 * that {@code [categorical_feature: …]} lists, else those that trees split on by category, if there are as many. LightGBM's
 * {@code predict} takes other categories as missing.
 */
final class PandasCategories {
    static final String KEY = "pandas_categorical:";
    static final String FEATURES_KEY = "[categorical_feature: ";

    private final CategoryBudget budget;
    private final List<FeatureCategories> lists = new ArrayList<>();
    private List<Integer> features = List.of();

    PandasCategories(CategoryBudget budget) {
        this.budget = budget;
    }

    /** Reads the present line, whose key begins with {@link #KEY}. */
    void read(TextLines lines) throws IOException, ModelException {
        lists.clear();
        JsonCursor cursor = cursor(lines);
        try {
            lists(cursor);
        } catch (IOException e) {
            throw lines.broken(cursor.broken(e));
        } catch (ModelException e) {
            throw lines.broken(e);
        }
    }

    private static JsonCursor cursor(TextLines lines) throws ModelException {
        try {
            return new JsonCursor(lines.fromKeyOn(KEY.length()));
        } catch (IOException e) {
            throw lines.broken("not a list of lists in JSON");
        }
    }

    private void lists(JsonCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
        } else {
            cursor.array(i -> {
                cursor.checkEntries(i);
                lists.add(list(cursor));
            });
        }
        cursor.end();
    }

    private FeatureCategories list(JsonCursor cursor) throws IOException, ModelException {
        Map<String, Integer> texts = new HashMap<>();
        Map<Double, Integer> numbers = new HashMap<>();
        cursor.array(code -> {
            boolean isText = cursor.isText();
            String category = cursor.text();
            try {
                budget.takeName(category.length());
            } catch (EnsembleException e) {
                throw cursor.broken(e);
            }
            if (isText) {
                texts.putIfAbsent(category, code);
            } else {
                numbers.putIfAbsent(number(category, cursor), code);
            }
        });
        return new FeatureCategories(texts, numbers, Unseen.MISSING);
    }

    private static double number(String category, JsonCursor cursor) throws IOException, ModelException {
        return switch (category) {
            case "true" -> 1;
            case "false" -> 0;
            // Takes −0.0 to 0.0.
            default -> cursor.real() + 0.0;
        };
    }

    /** Reads the present line, which begins with {@link #FEATURES_KEY}; columns by name are left to the trees. */
    void readFeatures(String line) {
        String listed = line.substring(FEATURES_KEY.length()).replace("]", "").strip();
        if (listed.matches("\\d{1,9}(,\\d{1,9})*")) {
            features = List.of(listed.split(",")).stream().map(Integer::valueOf).toList();
        }
    }

    /**
     * By column; empty when the file has none, or does not tell whose they are.
     *
     * @param split features that trees split on by category, with the largest code listed there, in column order
     */
    Map<Integer, FeatureCategories> ofFeature(Map<Integer, Integer> split, int columns) {
        List<Integer> of = features.size() == lists.size() ? features : List.copyOf(split.keySet());
        if (of.size() != lists.size()) {
            return Map.of();
        }
        Map<Integer, FeatureCategories> found = new HashMap<>();
        for (int i = 0; i < lists.size(); i++) {
            int largest = split.getOrDefault(of.get(i), -1);
            if (of.get(i) >= columns || largest >= lists.get(i).size()) {
                return Map.of();
            }
            found.put(of.get(i), lists.get(i));
        }
        return found;
    }

    boolean isEmpty() {
        return lists.isEmpty();
    }
}

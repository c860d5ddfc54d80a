package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The {@code cats} object, which holds the categories of the data frame that the model was trained on, from version 3.1 on
 * (src/data/cat_container.cc): for each feature texts, as the bytes of all and where each begins, or numbers, or nothing. Like
 * {@code Booster.predict}, a category that is not among them is refused.
 */
final class SavedCategories {
    private static final int[] NO_OFFSETS = {};

    private final CategoryBudget budget;
    private final Map<Integer, FeatureCategories> ofFeature = new HashMap<>();

    SavedCategories(CategoryBudget budget) {
        this.budget = budget;
    }

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            if (name.equals("enc")) {
                cursor.array(feature -> {
                    cursor.checkEntries(feature);
                    feature(feature, cursor);
                });
            } else {
                cursor.skip();
            }
        });
    }

    private void feature(int feature, DocumentCursor cursor) throws IOException, ModelException {
        int[][] offsets = {NO_OFFSETS};
        double[][] values = {{}};
        boolean[] texts = {false};
        cursor.object(name -> {
            switch (name) {
                case "offsets" -> {
                    texts[0] = true;
                    offsets[0] = cursor.integers();
                }
                case "values" -> values[0] = cursor.reals();
                default -> cursor.skip();
            }
        });
        try {
            FeatureCategories categories = texts[0] ? texts(cursor, offsets[0], values[0]) : numbers(values[0]);
            if (categories.size() > 0) {
                ofFeature.put(feature, categories);
            }
        } catch (EnsembleException e) {
            throw cursor.broken(e);
        }
    }

    private FeatureCategories texts(DocumentCursor cursor, int[] offsets, double[] values)
            throws ModelException, EnsembleException {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        Map<String, Integer> codes = new HashMap<>();
        for (int code = 0; code + 1 < offsets.length; code++) {
            int from = offsets[code];
            int to = offsets[code + 1];
            if (from < 0 || to < from || to > bytes.length) {
                throw cursor.broken("offsets has " + from + " and " + to + " of " + bytes.length + " bytes");
            }
            budget.takeName(to - from);
            codes.putIfAbsent(new String(bytes, from, to - from, StandardCharsets.UTF_8), code);
        }
        return new FeatureCategories(codes, Map.of(), Unseen.REFUSED);
    }

    private FeatureCategories numbers(double[] values) throws EnsembleException {
        Map<Double, Integer> codes = new HashMap<>();
        for (int code = 0; code < values.length; code++) {
            budget.takeName(0);
            codes.putIfAbsent(values[code] + 0.0, code);
        }
        return new FeatureCategories(Map.of(), codes, Unseen.REFUSED);
    }

    /** By column. */
    Map<Integer, FeatureCategories> ofFeature() {
        return ofFeature;
    }
}

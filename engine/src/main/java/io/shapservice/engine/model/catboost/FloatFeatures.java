package io.shapservice.engine.model.catboost;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code features_info} object. Splits name a numeric feature by its number among those; {@code flat_feature_index} is its column. */
final class FloatFeatures {
    /** @param nanLeft whether NaN is below every border: {@code AsTrue} means that it is above them */
    record FloatFeature(int column, boolean nanLeft) {}

    private final Map<Integer, FloatFeature> byIndex = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int columns;

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(kind -> {
            switch (kind) {
                case "float_features", "categorical_features", "text_features", "embedding_features" ->
                    cursor.array(i -> {
                        cursor.checkEntries(i);
                        feature(cursor, kind.equals("float_features"));
                    });
                default -> cursor.skip();
            }
        });
    }

    private void feature(DocumentCursor cursor, boolean numeric) throws IOException, ModelException {
        int[] numbers = {-1, -1};
        boolean[] nanLeft = {true};
        String[] called = {"", ""};
        cursor.object(name -> {
            switch (name) {
                case "feature_index" -> numbers[0] = cursor.integer();
                case "flat_feature_index" -> numbers[1] = cursor.integer();
                case "nan_value_treatment" -> nanLeft[0] = !cursor.text().equals("AsTrue");
                case "feature_name" -> called[0] = cursor.text();
                case "feature_id" -> called[1] = cursor.text();
                default -> cursor.skip();
            }
        });
        int column = numbers[1];
        if (numbers[0] < 0 || column < 0 || column == Integer.MAX_VALUE) {
            throw cursor.broken("feature_index " + numbers[0] + " and flat_feature_index " + column);
        }
        columns = Math.max(columns, column + 1);
        names.put(column, called[0].isEmpty() ? called[1] : called[0]);
        if (numeric) {
            byIndex.put(numbers[0], new FloatFeature(column, nanLeft[0]));
        }
    }

    @Nullable
    FloatFeature at(int index) {
        return byIndex.get(index);
    }

    /** F: numeric features and all others, which have a column too. */
    int columns() {
        return columns;
    }

    /** In column order; empty unless every column has one. */
    List<String> names() {
        if (names.size() != columns) {
            return List.of();
        }
        List<String> all = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            String name = names.getOrDefault(column, "");
            if (name.isEmpty()) {
                return List.of();
            }
            all.add(name);
        }
        return all;
    }
}

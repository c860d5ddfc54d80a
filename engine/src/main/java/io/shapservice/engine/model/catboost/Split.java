package io.shapservice.engine.model.catboost;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;

/**
 * float32(x) &gt; border goes right.
 *
 * @param feature number among the numeric features
 */
record Split(int feature, float border) {
    static Split read(DocumentCursor cursor) throws IOException, ModelException {
        int[] feature = {-1};
        float[] border = {Float.NaN};
        String[] type = {"FloatFeature"};
        cursor.object(name -> {
            switch (name) {
                case "float_feature_index" -> feature[0] = cursor.integer();
                case "border" -> border[0] = cursor.number();
                case "split_type" -> type[0] = cursor.text();
                default -> cursor.skip();
            }
        });
        if (!type[0].equals("FloatFeature")) {
            throw cursor.broken(refusal(type[0]));
        }
        return new Split(feature[0], border[0]);
    }

    private static String refusal(String type) {
        String why = switch (type) {
            case "OnlineCtr" -> "a split on a target statistic of categories (CTR), not on a feature's value";
            case "OneHotFeature" -> "a split on a category, which the file keeps as a hash of its text";
            case "EstimatedFeature" -> "a split on a number that CatBoost estimates from texts or embeddings";
            default -> "not a split on a number";
        };
        String shown = type.substring(0, Math.min(40, type.length()));
        return shown + ": " + why + "; only numeric features can be explained: encode categories as numbers";
    }
}

package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.Arrays;

/** The {@code learner_model_param} object: numbers, each written as a string. */
final class LearnerParameters {
    /** Characters; more than any number of outputs within the limits needs. */
    private static final int MAX_SCORES = 1 << 20;

    private static final String PLACE = "learner.learner_model_param";

    private float[] baseScore = {0.5f};
    private int classes;
    private int targets = 1;
    private int features = -1;

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "base_score" -> baseScore = floats(cursor);
                case "num_class" -> classes = count(cursor);
                case "num_target" -> targets = count(cursor);
                case "num_feature" -> features = count(cursor);
                default -> cursor.skip();
            }
        });
    }

    private static int count(DocumentCursor cursor) throws IOException, ModelException {
        String text = cursor.text();
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below, like a negative one
        }
        throw cursor.broken("expected a count, found '" + shortened(text) + "'");
    }

    /** {@code "5E-1"} up to version 3.0, {@code "[5E-1,2E-1]"} from 3.1 on. */
    private static float[] floats(DocumentCursor cursor) throws IOException, ModelException {
        String text = cursor.text();
        if (text.length() > MAX_SCORES) {
            throw cursor.broken(text.length() + " characters");
        }
        boolean vector = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
        String[] parts = (vector ? text.substring(1, text.length() - 1) : text).split(",", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                values[i] = Float.parseFloat(parts[i]);
            } catch (NumberFormatException e) {
                throw cursor.broken("expected a number, found '" + shortened(parts[i]) + "'");
            }
        }
        return values;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    int outputs() {
        return Math.max(1, Math.max(classes, targets));
    }

    int features() throws ModelException {
        if (features < 0) {
            throw new ModelException(PLACE + ".num_feature: missing");
        }
        return features;
    }

    double[] baseMargin(Objective objective, int outputs) throws ModelException {
        if (baseScore.length != 1 && baseScore.length != outputs) {
            throw new ModelException(
                    PLACE + ".base_score: " + baseScore.length + " values for " + outputs + " outputs");
        }
        float[] scores = baseScore.length == outputs ? baseScore : new float[outputs];
        if (baseScore.length == 1) {
            Arrays.fill(scores, baseScore[0]);
        }
        double[] margin = objective.margins(scores);
        for (int k = 0; k < outputs; k++) {
            if (!Double.isFinite(margin[k])) {
                throw new ModelException(PLACE + ".base_score: " + scores[k] + " has no finite margin");
            }
        }
        return margin;
    }
}

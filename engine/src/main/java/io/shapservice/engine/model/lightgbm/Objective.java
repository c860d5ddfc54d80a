package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.ensemble.Link;
import java.util.List;

/**
 * The {@code objective=} line: a name and parameters, such as {@code binary sigmoid:1}. What {@code predict} does with the margin is
 * in {@code ConvertOutput} of LightGBM's src/objective.
 */
final class Objective {
    private static final String SIGMOID = "sigmoid:";

    private Objective() {}

    /** @param line empty when the model was trained with a function of the user's own */
    static Link link(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        return switch (words.getFirst()) {
            case "binary", "multiclassova" -> hasUnitSigmoid(words) ? Link.LOGISTIC : Link.OTHER;
            case "cross_entropy" -> Link.LOGISTIC;
            case "cross_entropy_lambda" -> Link.OTHER;
            case "multiclass" -> Link.SOFTMAX;
            case "poisson", "gamma", "tweedie" -> Link.EXP;
            default -> words.contains("sqrt") ? Link.OTHER : Link.IDENTITY;
        };
    }

    private static boolean hasUnitSigmoid(List<String> words) {
        return words.stream()
                .filter(w -> w.startsWith(SIGMOID))
                .allMatch(w -> w.substring(SIGMOID.length()).matches("1(\\.0*)?"));
    }
}

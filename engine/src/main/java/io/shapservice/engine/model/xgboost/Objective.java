package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.Link;

/**
 * What an objective does with the base score, which the file holds in the space of predictions: XGBoost's {@code ProbToMargin}
 * (src/objective/regression_loss.h and the objectives beside it), in float32.
 */
enum Objective {
    IDENTITY(Link.IDENTITY),
    LOGISTIC(Link.LOGISTIC),
    LOG(Link.EXP),
    SOFTMAX(Link.SOFTMAX),
    /** Predicts 0 or 1: whether the margin is above 0. */
    HINGE(Link.OTHER),
    /** Recent versions sort the predictions of several quantiles, so that which margin is shown where depends on the row. */
    QUANTILES(Link.OTHER),
    /** Each output but the first is how far it is above the one before: softplus(margin) + ε. */
    EXPECTILES(Link.OTHER);

    /** XGBoost's kRtEps: base scores of 0 and 1, from labels that are all the same, are pulled in by it. */
    private static final float EPSILON = 1e-6f;

    private final Link link;

    Objective(Link link) {
        this.link = link;
    }

    static Objective of(String name, int outputs) {
        return switch (name) {
            case "reg:expectileerror" -> outputs > 1 ? EXPECTILES : IDENTITY;
            case "reg:quantileerror" -> outputs > 1 ? QUANTILES : IDENTITY;
            case "binary:hinge" -> HINGE;
            case "binary:logistic", "reg:logistic" -> LOGISTIC;
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" -> LOG;
            case "multi:softprob", "multi:softmax" -> SOFTMAX;
            default -> IDENTITY;
        };
    }

    Link link() {
        return link;
    }

    /** @param scores one per output */
    double[] margins(float[] scores) {
        double[] margins = new double[scores.length];
        for (int k = 0; k < margins.length; k++) {
            margins[k] = this == EXPECTILES && k > 0 ? step(scores[k] - scores[k - 1]) : margin(scores[k]);
        }
        return margins;
    }

    private double margin(float score) {
        return switch (this) {
            case IDENTITY, SOFTMAX, HINGE, QUANTILES, EXPECTILES -> score;
            case LOG -> (float) Math.log(score);
            case LOGISTIC -> {
                float p = Math.min(Math.max(score, EPSILON), 1 - EPSILON);
                yield (float) -Math.log(1.0f / p - 1.0f);
            }
        };
    }

    /** The inverse of softplus. */
    private static double step(float difference) {
        float y = Math.max(difference - EPSILON, EPSILON);
        return y + (float) Math.log((float) -Math.expm1(-y));
    }
}

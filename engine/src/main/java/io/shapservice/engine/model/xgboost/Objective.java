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
    SOFTMAX(Link.SOFTMAX);

    /** XGBoost's kRtEps: base scores of 0 and 1, from labels that are all the same, are pulled in by it. */
    private static final float EPSILON = 1e-6f;

    private final Link link;

    Objective(Link link) {
        this.link = link;
    }

    static Objective of(String name) {
        return switch (name) {
            case "binary:logistic", "reg:logistic" -> LOGISTIC;
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" -> LOG;
            case "multi:softprob", "multi:softmax" -> SOFTMAX;
            default -> IDENTITY;
        };
    }

    Link link() {
        return link;
    }

    double margin(float baseScore) {
        return switch (this) {
            case IDENTITY, SOFTMAX -> baseScore;
            case LOG -> (float) Math.log(baseScore);
            case LOGISTIC -> {
                float p = Math.min(Math.max(baseScore, EPSILON), 1 - EPSILON);
                yield (float) -Math.log(1.0f / p - 1.0f);
            }
        };
    }
}

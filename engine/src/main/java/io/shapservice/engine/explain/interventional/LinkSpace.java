package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Link;

/** The space that a link leads to, for links that act on one margin at a time. */
enum LinkSpace {
    LOGISTIC {
        @Override
        double value(double margin) {
            return 1 / (1 + Math.exp(-margin));
        }

        @Override
        double rising(double low, double step) {
            // σ(b) − σ(a) = σ(b)·(1 − σ(a))·(1 − exp(a − b)), without the cancellation of the left side.
            return value(low + step) * value(-low) * (step == 0 ? 1 : -Math.expm1(-step) / step);
        }
    },
    EXP {
        @Override
        double value(double margin) {
            return Math.exp(margin);
        }

        @Override
        double rising(double low, double step) {
            return Math.exp(low + step) * (step == 0 ? 1 : -Math.expm1(-step) / step);
        }
    };

    static LinkSpace of(Link link) {
        return switch (link) {
            case LOGISTIC -> LOGISTIC;
            case EXP -> EXP;
            case IDENTITY, SOFTMAX, OTHER -> throw new IllegalArgumentException("no space of its own: " + link);
        };
    }

    abstract double value(double margin);

    /** @param step ≥ 0 */
    abstract double rising(double low, double step);

    /** (link(a) − link(b)) / (a − b), and its limit, the derivative, where they are equal. */
    double slope(double a, double b) {
        return rising(Math.min(a, b), Math.abs(a - b));
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import org.jspecify.annotations.Nullable;

/** Refuses combinations of options that have no definition, with the reason. */
final class DefinedOptions {
    private DefinedOptions() {}

    static void check(TreeEnsemble ensemble, ExplainOptions options, @Nullable Background background)
            throws UnsupportedOptionsException {
        boolean path = options.method() == Method.PATH;
        if (options.output() == Output.PROBABILITY) {
            checkProbability(ensemble.link(), path);
        }
        if (!path) {
            checkInterventional(ensemble, options, background);
        }
    }

    private static void checkInterventional(
            TreeEnsemble ensemble, ExplainOptions options, @Nullable Background background)
            throws UnsupportedOptionsException {
        if (options.interactions()) {
            throw new UnsupportedOptionsException(
                    "interactions=true is not defined with method=interventional; use method=path");
        }
        if (background == null) {
            throw new UnsupportedOptionsException(
                    "method=interventional needs background rows and the model has none; give some, or use method=path");
        }
        if (background.rows().columns() != ensemble.features()) {
            throw new UnsupportedOptionsException("the background has "
                    + background.rows().columns() + " columns, the model has " + ensemble.features() + " features");
        }
    }

    private static void checkProbability(Link link, boolean path) throws UnsupportedOptionsException {
        if (path) {
            throw new UnsupportedOptionsException(
                    "output=probability is not defined with method=path: path-dependent values"
                            + " add up to the margin only; use method=interventional, or output=raw");
        }
        switch (link) {
            case SOFTMAX ->
                throw new UnsupportedOptionsException(
                        "output=probability is not defined for a softmax model: each probability depends on all margins,"
                                + " so the margins' values cannot be rescaled one by one; use output=raw");
            case IDENTITY ->
                throw new UnsupportedOptionsException(
                        "output=probability is defined for models with a logistic or exponential link;"
                                + " this model's raw output is what it predicts; use output=raw");
            case OTHER ->
                throw new UnsupportedOptionsException(
                        "output=probability is defined for models with a logistic or exponential link;"
                                + " what this model's objective makes of the margin is another; use output=raw");
            case LOGISTIC, EXP -> {}
        }
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.TreeEnsemble;

/** Chooses the explainer for a model and options. */
public final class Explainers {
    private Explainers() {}

    /** @throws UnsupportedOptionsException for what is undefined for the model, or not computed by this version */
    public static Explainer create(TreeEnsemble ensemble, ExplainOptions options) throws UnsupportedOptionsException {
        boolean path = options.method() == ExplainOptions.Method.PATH;
        if (path && options.output() == ExplainOptions.Output.PROBABILITY) {
            throw new UnsupportedOptionsException(
                    "output=probability is not defined with method=path: path-dependent values"
                            + " add up to the margin only; use output=raw");
        }
        if (!path && options.interactions()) {
            throw new UnsupportedOptionsException(
                    "interactions=true is not defined with method=interventional; use method=path");
        }
        if (!path) {
            throw new UnsupportedOptionsException(
                    "method=interventional is not computed by this version; use method=path");
        }
        if (options.interactions()) {
            throw new UnsupportedOptionsException(
                    "interaction values are not computed by this version; use interactions=false");
        }
        if (!ensemble.hasCovers()) {
            throw new UnsupportedOptionsException(
                    "method=path needs the number of training rows behind each branch, and a model of "
                            + ensemble.library() + " does not keep it; give a background, from which it is counted,"
                            + " or use method=interventional");
        }
        return new PathExplainer(ensemble, options);
    }
}

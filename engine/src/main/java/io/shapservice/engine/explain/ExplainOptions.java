package io.shapservice.engine.explain;

/**
 * What to compute; the names and values are those of the HTTP query parameters and CLI flags.
 *
 * @param groups columns whose contributions are added up under one name
 */
public record ExplainOptions(
        Method method, boolean interactions, Output output, Precision precision, FeatureGroups groups) {
    public static final ExplainOptions DEFAULT = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.FLOAT);

    /** Every column for itself. */
    public ExplainOptions(Method method, boolean interactions, Output output, Precision precision) {
        this(method, interactions, output, precision, FeatureGroups.NONE);
    }

    /** These options with other groups. */
    public ExplainOptions withGroups(FeatureGroups of) {
        return new ExplainOptions(method, interactions, output, precision, of);
    }

    public enum Method {
        /** Unknown features follow the cover of the training rows (shap: {@code tree_path_dependent}). */
        PATH,
        /** Unknown features are taken from background rows (shap: {@code interventional}). */
        INTERVENTIONAL
    }

    public enum Output {
        /** The margin, which trees add up to. */
        RAW,
        /** What the model's link makes of it: a probability, a count, an amount. */
        PROBABILITY
    }

    /** Of accumulation and of the values that are reported. Routing is always in the model's own arithmetic. */
    public enum Precision {
        FLOAT,
        DOUBLE
    }
}

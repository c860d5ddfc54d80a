package io.shapservice.engine.explain;

/** What to compute; the names and values are those of the HTTP query parameters and CLI flags. */
public record ExplainOptions(Method method, boolean interactions, Output output, Precision precision) {
    public static final ExplainOptions DEFAULT = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.FLOAT);

    public enum Method {
        PATH,
        INTERVENTIONAL
    }

    public enum Output {
        RAW,
        PROBABILITY
    }

    /** Of accumulation and of the values that are reported. Routing is always in the model's own arithmetic. */
    public enum Precision {
        FLOAT,
        DOUBLE
    }
}

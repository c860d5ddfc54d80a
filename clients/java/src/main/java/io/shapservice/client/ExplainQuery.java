package io.shapservice.client;

import java.util.Locale;

/** What to compute, as query parameters; the service's own defaults are {@link #DEFAULT}. */
public record ExplainQuery(Method method, boolean interactions, Output output, Precision precision) {
    public static final ExplainQuery DEFAULT = new ExplainQuery(Method.PATH, false, Output.RAW, Precision.FLOAT);

    public enum Method {
        PATH,
        INTERVENTIONAL
    }

    public enum Output {
        RAW,
        PROBABILITY
    }

    public enum Precision {
        FLOAT,
        DOUBLE
    }

    String queryString() {
        return "method=" + word(method) + "&interactions=" + interactions + "&output=" + word(output) + "&precision="
                + word(precision);
    }

    private static String word(Enum<?> option) {
        return option.name().toLowerCase(Locale.ROOT);
    }
}

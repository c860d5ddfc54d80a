package io.shapservice.apiserver.options;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.protocol.problem.ProblemType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explanation options by the names of the HTTP query parameters.
 *
 * @param strictShape keep the outputs' axis when there is one output
 */
public record Options(ExplainOptions explain, boolean strictShape) {
    /** The parameters that {@link #parse} understands. */
    public static final Set<String> NAMES = Set.of("method", "interactions", "output", "precision", "strict_shape");

    public static Options parse(Map<String, String> values) {
        ExplainOptions absent = ExplainOptions.DEFAULT;
        return new Options(
                new ExplainOptions(
                        choice("method", values, Method.class, absent.method()),
                        flag("interactions", values, absent.interactions()),
                        choice("output", values, Output.class, absent.output()),
                        choice("precision", values, Precision.class, absent.precision())),
                flag("strict_shape", values, false));
    }

    /** These options, for answers that have no place for interaction values. */
    public Options withoutInteractions() {
        if (explain.interactions()) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_OPTIONS,
                    "Interaction values are given by POST /v1/models/{model}:explain, and not by jobs or infer yet:"
                            + " leave interactions=true out, or ask for fewer rows there.");
        }
        return this;
    }

    public static JobOptions toJob(ExplainOptions options) {
        return new JobOptions(
                name(options.method()), options.interactions(), name(options.output()), name(options.precision()));
    }

    public static ExplainOptions ofJob(JobOptions options) {
        return parse(Map.of(
                        "method", options.method(),
                        "interactions", Boolean.toString(options.interactions()),
                        "output", options.output(),
                        "precision", options.precision()))
                .explain();
    }

    /** The name of an option's value as users write it. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E choice(String name, Map<String, String> values, Class<E> type, E absent) {
        @Nullable String given = values.get(name);
        if (given == null) {
            return absent;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> name(e).equals(given))
                .findFirst()
                .orElseThrow(() -> fault(
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(Options::name)
                                .toList()
                                .toString()));
    }

    private static boolean flag(String name, Map<String, String> values, boolean absent) {
        @Nullable String given = values.get(name);
        return given == null
                ? absent
                : switch (given) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw fault(name, "[true, false]");
                };
    }

    private static ProblemException fault(String name, String allowed) {
        return ProblemException.at(
                ProblemType.INVALID_REQUEST, "query " + name, "Option '" + name + "' must be one of " + allowed + ".");
    }
}

package io.shapservice.apiserver.options;

import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.protocol.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explanation options by the names of the HTTP query parameters.
 *
 * @param strictShape keep the outputs' axis when there is one output
 * @param top only so many features of each output, the largest first; 0 for all in the model's order
 */
public record Options(ExplainOptions explain, boolean strictShape, int top) {
    /** The parameters of a job. */
    public static final Set<String> OF_JOBS =
            Set.of("method", "interactions", "output", "precision", "strict_shape", "group");
    /** The parameters of a sync explain. */
    public static final Set<String> OF_EXPLAINS =
            Set.of("method", "interactions", "output", "precision", "strict_shape", "group", "top");

    private static final int MOST_GROUPS = 100;
    private static final Pattern TOP = Pattern.compile("[1-9]\\d{0,5}");

    public static Options of(Query query) {
        return parse(query.values(), query.all("group"));
    }

    /** @param groups each {@code name:columnA,columnB} */
    public static Options parse(Map<String, String> values, List<String> groups) {
        ExplainOptions absent = ExplainOptions.DEFAULT;
        Options options = new Options(
                new ExplainOptions(
                        choice("method", values, Method.class, absent.method()),
                        flag("interactions", values, absent.interactions()),
                        choice("output", values, Output.class, absent.output()),
                        choice("precision", values, Precision.class, absent.precision()),
                        groups(groups)),
                flag("strict_shape", values, false),
                top(values));
        if (options.top > 0 && options.explain.interactions()) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_OPTIONS,
                    "top picks single features, so it is not for interactions=true: leave one of them out.");
        }
        return options;
    }

    /** These options, for answers that have no place for interaction values. */
    public Options withoutInteractions() {
        if (explain.interactions()) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_OPTIONS,
                    "Interaction values are given by POST /v1/models/{model}:explain and by jobs, and not by infer:"
                            + " leave interactions=true out.");
        }
        return this;
    }

    /** @param background digest of the rows that the options use; null when they use none */
    public static JobOptions toJob(ExplainOptions options, @Nullable String background) {
        return new JobOptions(
                name(options.method()),
                options.interactions(),
                name(options.output()),
                name(options.precision()),
                options.groups().groups().stream()
                        .map(g -> g.name() + ":" + String.join(",", g.columns()))
                        .toList(),
                background);
    }

    public static ExplainOptions ofJob(JobOptions options) {
        Map<String, String> values = Map.of(
                "method", options.method(),
                "interactions", Boolean.toString(options.interactions()),
                "output", options.output(),
                "precision", options.precision());
        return parse(values, options.groups()).explain();
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

    private static FeatureGroups groups(List<String> texts) {
        try {
            if (texts.size() > MOST_GROUPS) {
                throw new IllegalArgumentException(MOST_GROUPS + " groups are allowed, these are " + texts.size());
            }
            return FeatureGroups.parseAll(texts);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, "query group", "Option 'group': " + e.getMessage() + ".");
        }
    }

    private static int top(Map<String, String> values) {
        @Nullable String given = values.get("top");
        if (given == null) {
            return 0;
        }
        if (!TOP.matcher(given).matches()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, "query top", "Option 'top' must be a whole number from 1.");
        }
        return Integer.parseInt(given);
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

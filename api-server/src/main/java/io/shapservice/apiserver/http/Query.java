package io.shapservice.apiserver.http;

import io.javalin.http.Context;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query of a request: a parameter that a route does not know, or one given twice, is refused, because a misspelt option that
 * is ignored gives an answer to another question.
 */
public final class Query {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)?");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /** Parameters that may be given several times. */
    private static final Set<String> REPEATABLE = Set.of("group");

    private final Map<String, String> values;
    private final Map<String, List<String>> repeated;

    private Query(Map<String, String> values, Map<String, List<String>> repeated) {
        this.values = Map.copyOf(values);
        this.repeated = Map.copyOf(repeated);
    }

    /** @param more names that the route knows besides {@code names} */
    public static Query of(Context ctx, Set<String> names, String... more) {
        Set<String> known = new HashSet<>(names);
        Collections.addAll(known, more);
        Map<String, String> single = new HashMap<>();
        Map<String, List<String>> repeated = new HashMap<>();
        for (Map.Entry<String, List<String>> e : ctx.queryParamMap().entrySet()) {
            if (!known.contains(e.getKey())) {
                throw fault(e.getKey(), "There is no parameter of this name; known are " + new TreeSet<>(known) + ".");
            }
            if (REPEATABLE.contains(e.getKey())) {
                repeated.put(e.getKey(), List.copyOf(e.getValue()));
            } else if (e.getValue().size() != 1) {
                throw fault(e.getKey(), "Give this parameter once.");
            } else {
                single.put(e.getKey(), e.getValue().getFirst());
            }
        }
        return new Query(single, repeated);
    }

    public Map<String, String> values() {
        return values;
    }

    /** All values of a parameter that may be given several times, in order. */
    public List<String> all(String name) {
        return repeated.getOrDefault(name, List.of());
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public int integer(String name, int absent, int min, int max) {
        return text(name)
                .map(v -> {
                    try {
                        int n = Integer.parseInt(v);
                        if (n >= min && n <= max) {
                            return n;
                        }
                    } catch (NumberFormatException e) {
                        // told below, with the range
                    }
                    throw fault(name, "Give a whole number from " + min + " to " + max + ".");
                })
                .orElse(absent);
    }

    public boolean flag(String name, boolean absent) {
        return text(name)
                .map(v -> switch (v) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw fault(name, "Give true or false.");
                })
                .orElse(absent);
    }

    /** A whole number of up to 18 digits, minus allowed. */
    public long wholeNumber(String name, long absent) {
        return text(name)
                .map(v -> {
                    if (!NUMBER.matcher(v).matches()) {
                        throw fault(name, "Give a whole number.");
                    }
                    return Long.parseLong(v);
                })
                .orElse(absent);
    }

    /** A wait such as {@code 25s}, {@code 500ms} or {@code 25}; longer ones are cut to {@code max}. */
    public Duration wait(String name, Duration max) {
        return text(name)
                .map(v -> {
                    Matcher m = DURATION.matcher(v);
                    if (!m.matches()) {
                        throw fault(name, "Give a duration such as 25s or 500ms.");
                    }
                    long n = Long.parseLong(m.group(1));
                    String unit = m.group(2) == null ? "s" : m.group(2);
                    Duration asked = switch (unit) {
                        case "ms" -> Duration.ofMillis(n);
                        case "m" -> Duration.ofMinutes(n);
                        default -> Duration.ofSeconds(n);
                    };
                    return asked.compareTo(max) > 0 ? max : asked;
                })
                .orElse(Duration.ZERO);
    }

    private static ProblemException fault(String name, String detail) {
        return ProblemException.at(
                ProblemType.INVALID_REQUEST, "query " + name, "Parameter " + quoted(name) + ": " + detail);
    }

    private static String quoted(String name) {
        return '\'' + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + '\'';
    }
}

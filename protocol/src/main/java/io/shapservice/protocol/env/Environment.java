package io.shapservice.protocol.env;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Typed reading of a process's environment; an empty value counts as absent. */
public final class Environment {
    private final Map<String, String> values;

    public Environment(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public Optional<String> text(EnvironmentVariable variable) {
        return Optional.ofNullable(values.get(variable.name()))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    /**
     * @param whatToDo ends the sentence "NAME is not set: …"
     * @throws ConfigurationException when the variable is absent
     */
    public String requiredText(EnvironmentVariable variable, String whatToDo) {
        return text(variable).orElseThrow(() -> new ConfigurationException(variable + " is not set: " + whatToDo));
    }

    /** A whole number within bounds. */
    public int integer(EnvironmentVariable variable, int absent, int min, int max) {
        return text(variable)
                .map(v -> {
                    try {
                        int n = Integer.parseInt(v);
                        if (n >= min && n <= max) {
                            return n;
                        }
                    } catch (NumberFormatException e) {
                        // told below, with the range
                    }
                    throw new ConfigurationException(
                            variable + " is '" + v + "': it must be a whole number from " + min + " to " + max);
                })
                .orElse(absent);
    }

    /** {@code true} or {@code false}, in any case. */
    public boolean flag(EnvironmentVariable variable, boolean absent) {
        return text(variable)
                .map(v -> switch (v.toLowerCase(java.util.Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new ConfigurationException(variable + " is '" + v + "': it must be true or false");
                })
                .orElse(absent);
    }

    /** A positive number of seconds, fractions allowed. */
    public Duration seconds(EnvironmentVariable variable, Duration absent) {
        return text(variable)
                .map(v -> {
                    try {
                        BigDecimal seconds = new BigDecimal(v);
                        if (seconds.signum() > 0 && seconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0) {
                            return Duration.ofNanos(seconds.movePointRight(9).longValue());
                        }
                    } catch (NumberFormatException e) {
                        // told below
                    }
                    throw new ConfigurationException(
                            variable + " is '" + v + "': it must be a positive number of seconds");
                })
                .orElse(absent);
    }
}

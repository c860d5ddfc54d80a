package io.shapservice.faults.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What one scenario saw. Not thread-safe. */
public final class Findings {
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Duration promised;

    /** @param promised the longest recovery that is allowed */
    Findings(Duration promised) {
        this.promised = promised;
    }

    void recovered(String what, Duration took) {
        recoveries.add(took);
        if (took.compareTo(promised) > 0) {
            violations.add("%s took %.1f s, and %.0f s are promised".formatted(what, seconds(took), seconds(promised)));
        }
    }

    void broken(String what) {
        violations.add(what);
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Such as {@code recovered in 0.8 s, at most 1.9 s (promised 10 s)}. */
    public String summary() {
        if (recoveries.isEmpty()) {
            return "";
        }
        List<Duration> sorted = recoveries.stream().sorted().toList();
        Duration median = sorted.get(sorted.size() / 2);
        Duration longest = sorted.stream().max(Comparator.naturalOrder()).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%.1f s (median), %.1f s (longest), %.0f s promised",
                seconds(median),
                seconds(longest),
                seconds(promised));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

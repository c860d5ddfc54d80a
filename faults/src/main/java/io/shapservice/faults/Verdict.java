package io.shapservice.faults;

import io.shapservice.faults.load.Tally;
import io.shapservice.faults.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a scenario ended.
 *
 * @param summary of its recoveries
 * @param violations promises that were broken; empty when all held
 */
record Verdict(Scenario scenario, int times, Tally tally, String summary, List<String> violations, Duration took) {
    Verdict {
        violations = List.copyOf(violations);
    }

    boolean held() {
        return violations.isEmpty();
    }

    /** For a terminal: one line, and one more for each broken promise. */
    String line() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-4s %-15s %4d times, %d jobs of %,d rows in %d s%s",
                held() ? "ok" : "FAIL",
                scenario.name(),
                times,
                tally.checked(),
                tally.rows(),
                took.toSeconds(),
                summary.isEmpty() ? "" : "; recovered in " + summary));
        violations.stream()
                .limit(20)
                .forEach(v -> text.append("\n     broken: ").append(v));
        return text.toString();
    }

    /** A Markdown table. */
    static String table(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder(
                "| fault | times | what held | jobs checked | recovered in |\n| --- | --- | --- | --- | --- |\n");
        for (Verdict v : verdicts) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %,d of %,d rows | %s |%n",
                    v.scenario().name(),
                    v.times(),
                    v.held() ? v.scenario().promise() : "BROKEN: " + String.join("; ", v.violations()),
                    v.tally().checked(),
                    v.tally().rows(),
                    v.summary()));
        }
        return text.toString();
    }
}

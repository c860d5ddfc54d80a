package io.shapservice.operator.simulation;

import java.util.Arrays;
import java.util.Locale;

/** What a week cost, and how long work waited. */
final class Figures {
    private static final int SOON = 600;

    private double[] waits = new double[1024];
    private int batches;
    private double paidSeconds;
    private double workedSeconds;
    private int changes;
    private int reversals;
    private int stopped;
    private int stoppedBusy;
    private int lastDirection;
    private int lastChange = -SOON;

    void waited(double seconds) {
        if (batches == waits.length) {
            waits = Arrays.copyOf(waits, 2 * batches);
        }
        waits[batches++] = seconds;
    }

    void worked(double seconds) {
        workedSeconds += seconds;
    }

    void paid(double seconds) {
        paidSeconds += seconds;
    }

    void stopped(boolean busy) {
        stopped++;
        stoppedBusy += busy ? 1 : 0;
    }

    void decided(int before, int after, int second) {
        int direction = Integer.compare(after, before);
        if (direction == 0) {
            return;
        }
        changes++;
        if (lastDirection != 0 && direction != lastDirection && second - lastChange <= SOON) {
            reversals++;
        }
        lastDirection = direction;
        lastChange = second;
    }

    int batches() {
        return batches;
    }

    int reversals() {
        return reversals;
    }

    int stoppedBusy() {
        return stoppedBusy;
    }

    double meanWait() {
        return Arrays.stream(waits, 0, batches).average().orElse(0);
    }

    double wait(double quantile) {
        double[] sorted = Arrays.copyOf(waits, batches);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(batches - 1L, Math.round(quantile * batches))];
    }

    double workerHours() {
        return paidSeconds / 3600;
    }

    /** Part of the time paid for in which no work was done. */
    double idle() {
        return 1 - workedSeconds / paidSeconds;
    }

    /** A row of the table in docs/autoscaling.md. */
    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f s | %.0f s | %.0f s | %.0f | %.0f %% | %d | %d | %d of %d |",
                name,
                meanWait(),
                wait(0.95),
                wait(0.999),
                workerHours(),
                100 * idle(),
                changes,
                reversals,
                stoppedBusy,
                stopped);
    }
}

package io.shapservice.worker.model;

import java.time.Duration;

/**
 * How fast a model explains, and so how many rows make a slice of a wanted length. It starts small, because nothing is known, and grows at most fourfold at
 * a time, because the first slices run slowly until Java has compiled the kernel.
 */
public final class Pace {
    private static final int FIRST = 16;
    private static final int GROWTH = 4;

    private volatile int last = FIRST / GROWTH;
    private volatile double rowsPerSecond;

    /** Rows of the next slice. */
    public int rows(Duration wanted) {
        double fit = rowsPerSecond == 0 ? FIRST : rowsPerSecond * wanted.toNanos() / 1e9;
        return (int) Math.max(1, Math.min(fit, (double) last * GROWTH));
    }

    public void took(int rows, long nanos) {
        last = Math.max(rows, FIRST / GROWTH);
        rowsPerSecond = rows * 1e9 / Math.max(1, nanos);
    }

    /** How long so many rows will take; 0 when nothing is known. */
    public double seconds(int rows) {
        return rowsPerSecond == 0 ? 0 : rows / rowsPerSecond;
    }
}

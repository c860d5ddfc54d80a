package io.shapservice.worker.lease;

/** Rows per second, smoothed over about ten seconds of reports. */
public final class RowRate {
    private static final double MEMORY_SECONDS = 10;
    private long rows;
    private long seenAt;
    private double rate;

    public RowRate(long nanoTime) {
        this.seenAt = nanoTime;
    }

    /** @param rowsSoFar since the start */
    public double observe(long rowsSoFar, long nanoTime) {
        double seconds = (nanoTime - seenAt) / 1e9;
        if (seconds > 0) {
            double weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
            rate += weight * ((rowsSoFar - rows) / seconds - rate);
            rows = rowsSoFar;
            seenAt = nanoTime;
        }
        return rate;
    }
}

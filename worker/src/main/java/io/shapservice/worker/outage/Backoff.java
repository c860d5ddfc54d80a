package io.shapservice.worker.outage;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that grow from {@code first} to {@code most}, each between half and all of its length, so that a fleet spreads out. */
public final class Backoff {
    private static final double GROWTH = 1.5;

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private double nanos;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.nanos = first.toNanos();
    }

    public Duration next() {
        double pause = nanos * (0.5 + random.nextDouble() / 2);
        nanos = Math.min(nanos * GROWTH, (double) most.toNanos());
        return Duration.ofNanos((long) pause);
    }

    public void reset() {
        nanos = first.toNanos();
    }
}

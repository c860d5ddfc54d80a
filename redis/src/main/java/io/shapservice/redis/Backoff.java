package io.shapservice.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: anything up to a ceiling that doubles, so that a fleet that has lost its Redis at one
 * moment does not come back at one moment.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(int failures) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }
}

package io.shapservice.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: full jitter, so that clients that failed together do not come back together (the
 * "full jitter" of Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
record Backoff(Duration base, Duration cap, RandomGenerator random) {
    static final Duration BASE = Duration.ofMillis(200);
    static final Duration CAP = Duration.ofSeconds(10);

    /**
     * @param attempt 0 for the first retry
     * @param retryAfter the least that the service asked for; zero when it asked for nothing
     */
    Duration before(int attempt, Duration retryAfter) {
        long ceiling = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempt, 20));
        return retryAfter.plusMillis(random.nextLong(ceiling + 1));
    }
}

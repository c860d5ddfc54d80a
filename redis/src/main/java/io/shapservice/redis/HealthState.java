package io.shapservice.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When Redis last answered, and what was wrong when it did not. */
final class HealthState {
    private static final int REACHABLE_TIMEOUTS = 3;

    private final Duration timeout;
    private final Clock clock;
    private volatile @Nullable Success last;
    private volatile Duration roundTrip = Duration.ZERO;
    private volatile String failure = "no answer yet";

    /** Elapsed time is measured by {@code nanos}: the machine's clock may jump. */
    private record Success(long nanos, Instant at) {}

    HealthState(Duration timeout, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
    }

    Duration timeout() {
        return timeout;
    }

    void answered() {
        last = new Success(System.nanoTime(), clock.instant());
    }

    void answered(Duration took) {
        roundTrip = took;
        answered();
    }

    void failed(String detail) {
        failure = detail;
    }

    /** Seconds since the last answer; infinite when there was none. */
    double secondsSinceSuccess() {
        Success success = last;
        return success == null ? Double.POSITIVE_INFINITY : (System.nanoTime() - success.nanos) / 1e9;
    }

    double roundTripSeconds() {
        return roundTrip.toNanos() / 1e9;
    }

    RedisHealth snapshot(Links links, Breakers breakers) {
        Success success = last;
        Duration since = success == null ? null : Duration.ofNanos(System.nanoTime() - success.nanos);
        boolean reachable = since != null && since.compareTo(timeout.multipliedBy(REACHABLE_TIMEOUTS)) <= 0;
        return new RedisHealth(
                reachable,
                links.control().open(),
                since,
                success == null ? null : success.at,
                roundTrip,
                breakers.states(),
                links.reconnects(),
                reachable ? "" : failure);
    }
}

package io.shapservice.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When Redis last answered, and what was wrong when it did not. */
final class HealthState {
    private static final int REACHABLE_TIMEOUTS = 3;

    private final Duration timeout;
    private final boolean several;
    private final Clock clock;
    private volatile @Nullable Success last;
    private volatile Duration roundTrip = Duration.ZERO;
    private volatile String failure = "no answer yet";
    private volatile boolean pingFailed;

    /** Elapsed time is measured by {@code nanos}: the machine's clock may jump. */
    private record Success(long nanos, Instant at) {}

    /** @param several an answer from one server says nothing about the others */
    HealthState(Duration timeout, boolean several, Clock clock) {
        this.timeout = timeout;
        this.several = several;
        this.clock = clock;
    }

    Duration timeout() {
        return timeout;
    }

    /** A call was answered. */
    void answered() {
        if (!several || !pingFailed) {
            last = new Success(System.nanoTime(), clock.instant());
        }
    }

    void pinged(Duration took) {
        roundTrip = took;
        pingFailed = false;
        answered();
    }

    void failed(String detail) {
        pingFailed = true;
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

    RedisHealth snapshot(Routes routes, Breakers breakers) {
        Success success = last;
        Duration since = success == null ? null : Duration.ofNanos(System.nanoTime() - success.nanos);
        boolean reachable = since != null && since.compareTo(timeout.multipliedBy(REACHABLE_TIMEOUTS)) <= 0;
        return new RedisHealth(
                reachable,
                routes.all().findAny().isPresent()
                        && routes.all().allMatch(links -> links.control().open()),
                since,
                success == null ? null : success.at,
                roundTrip,
                breakers.states(),
                routes.changes(),
                reachable ? "" : failure);
    }
}

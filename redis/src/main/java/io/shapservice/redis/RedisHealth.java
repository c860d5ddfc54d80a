package io.shapservice.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process sees Redis; taking it touches nothing but memory.
 *
 * @param reachable a round trip succeeded within 3 × the timeout
 * @param connected the control connection is open at this moment
 * @param sinceSuccess since the last good round trip; null when there was none
 * @param lastSuccess when that was, by this machine's clock; null when there was none
 * @param roundTrip of the last good ping; zero when there was none
 * @param breakers state of each kind of traffic's breaker, {@code closed}, {@code open} or {@code half_open}
 * @param reconnects connections that were lost and made again
 * @param detail why not reachable, for a person; empty when reachable
 */
public record RedisHealth(
        boolean reachable,
        boolean connected,
        @Nullable Duration sinceSuccess,
        @Nullable Instant lastSuccess,
        Duration roundTrip,
        Map<String, String> breakers,
        long reconnects,
        String detail) {
    public RedisHealth {
        breakers = Map.copyOf(breakers);
    }
}

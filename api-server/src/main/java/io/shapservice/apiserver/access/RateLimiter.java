package io.shapservice.apiserver.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A token bucket for each tenant. Counts this replica's requests only: a service of n replicas lets n times as many in. */
final class RateLimiter {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param at when there were so many tokens */
    private record Bucket(double tokens, long at, Duration pause) {}

    /** Zero when the request may go on, else how long until one may. */
    Duration take(Tenant tenant) {
        RateLimit limit = tenant.rate();
        if (limit.unlimited()) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        return buckets.compute(tenant.name(), (_, old) -> taken(limit, old == null ? full(limit, now) : old, now))
                .pause();
    }

    private static Bucket full(RateLimit limit, long now) {
        return new Bucket(limit.burst(), now, Duration.ZERO);
    }

    private static Bucket taken(RateLimit limit, Bucket old, long now) {
        double tokens = Math.min(limit.burst(), old.tokens() + (now - old.at()) / NANOS * limit.perSecond());
        return tokens >= 1
                ? new Bucket(tokens - 1, now, Duration.ZERO)
                : new Bucket(tokens, now, Duration.ofNanos((long) ((1 - tokens) / limit.perSecond() * NANOS) + 1));
    }
}

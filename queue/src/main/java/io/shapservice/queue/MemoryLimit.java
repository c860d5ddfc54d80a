package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.ServerInfo;
import io.shapservice.redis.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How much memory Redis may use, asked now and then. Services that refuse the question count as unlimited. The chunks of blobs are
 * spread over all primaries of a cluster, so one that is asked speaks for as many as there are.
 */
final class MemoryLimit implements LongSupplier {
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

    private final RedisGateway redis;
    private long bytes;
    private long askAgainAt;
    private boolean asked;

    MemoryLimit(RedisGateway redis) {
        this.redis = redis;
    }

    /** Bytes; 0 when it is not limited or not known. */
    @Override
    public synchronized long getAsLong() {
        long now = System.nanoTime();
        if (!asked || now - askAgainAt >= 0) {
            asked = true;
            askAgainAt = now + KNOWN_FOR.toNanos();
            if (redis.command(
                            Traffic.SUBMIT,
                            "INFO",
                            List.of("memory".getBytes(StandardCharsets.US_ASCII)),
                            reply -> read(reply.text()))
                    instanceof Outcome.Ok<Long>(Long limit)) {
                bytes = limit * Math.max(1, redis.shares());
            }
        }
        return bytes;
    }

    static long read(String info) {
        return (long) ServerInfo.parse(info).number("maxmemory").orElse(0);
    }
}

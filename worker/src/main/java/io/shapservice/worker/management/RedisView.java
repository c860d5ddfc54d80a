package io.shapservice.worker.management;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.RedisHealth;
import java.time.Duration;

/** How this process sees Redis, in the words of the sample. */
public final class RedisView {
    private RedisView() {}

    public static Sample.RedisState of(RedisHealth health) {
        Duration since = health.sinceSuccess();
        return new Sample.RedisState(
                health.reachable(),
                since == null ? -1 : seconds(since),
                seconds(health.roundTrip()) * 1000,
                health.detail());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

package io.shapservice.apiserver.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shapservice.redis.RedisHealth;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How this process sees Redis; read from memory, so that asking never waits. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RedisBody(
        String status,
        boolean reachable,
        boolean connected,
        @Nullable Double secondsSinceSuccess,
        double roundTripMillis,
        Map<String, String> breakers,
        long reconnects,
        @Nullable String detail) {

    static RedisBody of(RedisHealth health) {
        Duration since = health.sinceSuccess();
        return new RedisBody(
                health.reachable() ? "ok" : "unreachable",
                health.reachable(),
                health.connected(),
                since == null ? null : since.toMillis() / 1e3,
                health.roundTrip().toNanos() / 1e6,
                health.breakers(),
                health.reconnects(),
                health.detail().isEmpty() ? null : health.detail());
    }
}

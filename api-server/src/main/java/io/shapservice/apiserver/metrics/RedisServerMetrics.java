package io.shapservice.apiserver.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.ServerInfo;
import io.shapservice.redis.Traffic;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the Redis server tells about itself, so that no exporter has to stand beside it. Every API pod shows the same server: over
 * pods take the maximum. NaN while Redis is away, and for what a server does not tell. Of a cluster it is one of its nodes.
 */
public final class RedisServerMetrics implements MeterBinder {
    private static final ServerInfo NOTHING = new ServerInfo(Map.of());

    private final RedisGateway redis;
    private volatile ServerInfo known = NOTHING;

    public RedisServerMetrics(RedisGateway redis) {
        this.redis = redis;
    }

    /** Asks the server; takes at most the Redis timeout. */
    public void refresh() {
        known = redis.command(Traffic.STATUS, "INFO", List.of(), reply -> ServerInfo.parse(reply.text()))
                        instanceof Outcome.Ok<ServerInfo>(ServerInfo info)
                ? info
                : NOTHING;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "memory.used", "bytes", "used_memory", "Memory that counts against maxmemory");
        Gauge.builder("shap.redis.server.memory.limit", this::limit)
                .baseUnit("bytes")
                .description("maxmemory; above 90 % of it submits are soon refused. NaN without a limit")
                .register(meters);
        gauge(meters, "uptime", "seconds", "uptime_in_seconds", "Since the server started; a fall is a restart");
        gauge(meters, "clients", null, "connected_clients", "Connections to the server, of all its users");
        Gauge.builder("shap.redis.server.persisting", this::persisting)
                .description("1 when the last writes to disk went well, 0 when not: what is acknowledged may be lost")
                .register(meters);
        FunctionCounter.builder("shap.redis.server.evicted.keys", this, RedisServerMetrics::evicted)
                .description("Keys thrown away for want of memory; worry at the first: the queue needs noeviction")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, @Nullable String unit, String field, String text) {
        Gauge.builder("shap.redis.server." + name, () -> number(field))
                .baseUnit(unit)
                .description(text)
                .register(meters);
    }

    private double number(String field) {
        return known.number(field).orElse(Double.NaN);
    }

    private double limit() {
        double limit = number("maxmemory");
        return limit > 0 ? limit : Double.NaN;
    }

    private double evicted() {
        return number("evicted_keys");
    }

    private double persisting() {
        ServerInfo info = known;
        List<String> told = List.of(
                info.text("aof_last_write_status"),
                info.text("aof_last_bgrewrite_status"),
                info.text("rdb_last_bgsave_status"));
        if (told.stream().allMatch(String::isEmpty)) {
            return Double.NaN;
        }
        return told.stream().allMatch(status -> status.isEmpty() || status.equals("ok")) ? 1 : 0;
    }
}

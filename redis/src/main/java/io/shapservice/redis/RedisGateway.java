package io.shapservice.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The only door to Redis. Every call ends within the timeout with an {@link Outcome}, and none throws because Redis is away,
 * slow or full. Connections are made and made again in the background.
 */
public final class RedisGateway implements AutoCloseable {
    private final RedisSettings settings;
    private final Connector connector;
    private final Links links;
    private final Breakers breakers = new Breakers();
    private final CallMetrics metrics;
    private final HealthState health;
    private final Pulse pulse;

    private RedisGateway(RedisSettings settings, MeterRegistry registry, Clock clock) {
        this.settings = settings;
        connector = new Connector(settings);
        SplittableRandom seeds = new SplittableRandom();
        links = new Links(settings.poolSize(), i -> new Link("redis-link-" + i, connector, seeds.split()));
        health = new HealthState(settings.timeout(), clock);
        metrics = new CallMetrics(registry, links, breakers, health);
        pulse = new Pulse(this::ping, links, breakers, health);
    }

    /** Waits for the first attempt to connect, at most a few seconds; with Redis away it goes on trying in the background. */
    public static RedisGateway open(RedisSettings settings, MeterRegistry registry, Clock clock) {
        RedisGateway gateway = new RedisGateway(settings, registry, clock);
        gateway.links.control().awaitFirstAttempt(Connector.connectTimeout());
        gateway.pulse.beat();
        gateway.pulse.start();
        return gateway;
    }

    /**
     * Runs a script, whole or not at all.
     *
     * @param key the one key that says which shard it runs on; the script makes its other keys from it
     * @param read turns the answer into the value
     */
    public <T> Outcome<T> run(Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read) {
        List<byte[]> tail = new ArrayList<>(args.size() + 2);
        tail.add(bytes("1"));
        tail.add(bytes(key));
        args.forEach(arg -> tail.add(bytes(arg)));
        Outcome<Reply> reply = call(traffic, script.name(), "EVALSHA", prepend(script.sha1(), tail));
        if (FailureKinds.unknownScript(reply)) {
            reply = call(traffic, script.name(), "EVAL", prepend(script.source(), tail));
        }
        return read(script.name(), reply, read);
    }

    /** Sends one command, which must not be a blocking one. */
    public <T> Outcome<T> command(Traffic traffic, String name, List<byte[]> args, Function<Reply, T> read) {
        return read(name, call(traffic, name, name, args), read);
    }

    /**
     * How many connections were lost and made again so far; never waits. Before a restarted server answers a script, the control
     * connection was made again: while the number stays the same, one run of one server has answered.
     */
    public long reconnects() {
        return links.reconnects();
    }

    /** Reads memory only; never waits. */
    public RedisHealth health() {
        return health.snapshot(links, breakers);
    }

    @Override
    public void close() {
        pulse.close();
        links.close();
        connector.close();
        metrics.close();
    }

    private Outcome<Reply> call(Traffic traffic, String what, String command, List<byte[]> args) {
        long start = System.nanoTime();
        Outcome<Reply> outcome = admitted(traffic, what, command, args);
        metrics.ended(traffic, outcome, System.nanoTime() - start);
        return outcome;
    }

    private Outcome<Reply> admitted(Traffic traffic, String what, String command, List<byte[]> args) {
        Link link = links.pick(traffic);
        StatefulRedisConnection<byte[], byte[]> connection = link.connection().orElse(null);
        if (connection == null) {
            return Outcome.failed(Outcome.Kind.REJECTED, at(what) + ": no connection: " + link.lastFailure());
        }
        if (!breakers.admits(traffic)) {
            return Outcome.failed(
                    Outcome.Kind.REJECTED, at(what) + ": too many calls went unanswered, waiting a moment");
        }
        long start = System.nanoTime();
        Outcome<Reply> outcome = Calls.over(link, connection, command, args, at(what), settings.timeout());
        breakers.ended(traffic, outcome, System.nanoTime() - start);
        if (outcome instanceof Outcome.Ok) {
            health.answered();
        }
        return outcome;
    }

    /** Past the breakers: it is what tells that Redis is back. */
    private Outcome<Reply> ping(Duration timeout) {
        Link link = links.control();
        return link.connection()
                .map(connection -> Calls.over(link, connection, "PING", List.of(), at("PING"), timeout))
                .orElseGet(() -> Outcome.failed(Outcome.Kind.REJECTED, at("PING") + ": " + link.lastFailure()));
    }

    private <T> Outcome<T> read(String what, Outcome<Reply> outcome, Function<Reply, T> read) {
        try {
            return outcome.map(read);
        } catch (RuntimeException e) {
            return Outcome.failed(Outcome.Kind.ERROR, at(what) + ": the answer cannot be read: " + e.getMessage());
        }
    }

    private String at(String what) {
        return what + " on " + settings.address();
    }

    private static List<byte[]> prepend(String first, List<byte[]> rest) {
        List<byte[]> all = new ArrayList<>(rest.size() + 1);
        all.add(bytes(first));
        all.addAll(rest);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

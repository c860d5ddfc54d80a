package io.shapservice.redis;

import io.micrometer.core.instrument.MeterRegistry;
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
    private final Connector connector;
    private final Routes routes;
    private final Breakers breakers = new Breakers();
    private final CallMetrics metrics;
    private final HealthState health;
    private final Caller caller;
    private final Pulse pulse;
    private final Subscriptions subscriptions;

    private RedisGateway(RedisSettings settings, Patience patience, MeterRegistry registry, Clock clock) {
        connector = new Connector(settings);
        Credentials credentials =
                new Credentials(settings.access().username(), settings.access().passwordFile());
        SplittableRandom seeds = new SplittableRandom();
        routes = RouteFinder.of(settings, connector, credentials, seeds);
        subscriptions = new Subscriptions(connector, credentials, routes, () -> RouteFinder.subscriptionBackoff(seeds));
        health = new HealthState(settings.timeout(), settings.topology() instanceof Topology.Cluster, clock);
        metrics = new CallMetrics(registry, routes, connector, breakers, health, subscriptions);
        caller = new Caller(settings, routes, breakers, metrics, health);
        pulse = new Pulse(patience, routes, connector, breakers, health, new Rotation(credentials), subscriptions);
    }

    /** Waits for the first attempt to connect, at most a few seconds; with Redis away it goes on trying in the background. */
    public static RedisGateway open(RedisSettings settings, MeterRegistry registry, Clock clock) {
        return open(settings, Patience.USUAL, registry, clock);
    }

    static RedisGateway open(RedisSettings settings, Patience patience, MeterRegistry registry, Clock clock) {
        RedisGateway gateway = new RedisGateway(settings, patience, registry, clock);
        gateway.routes.awaitFirstAttempt(Connector.connectTimeout());
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
        tail.add(Request.bytes("1"));
        tail.add(Request.bytes(key));
        args.forEach(arg -> tail.add(Request.bytes(arg)));
        Outcome<Reply> reply = caller.call(traffic, script.name(), request("EVALSHA", script.sha1(), tail));
        if (FailureKinds.unknownScript(reply)) {
            reply = caller.call(traffic, script.name(), request("EVAL", script.source(), tail));
        }
        return read(script.name(), reply, read);
    }

    /** Sends one command, which must not be a blocking one; in a cluster, to whoever has its first key. */
    public <T> Outcome<T> command(Traffic traffic, String name, List<byte[]> args, Function<Reply, T> read) {
        return read(name, caller.call(traffic, name, new Request(name, args)), read);
    }

    /**
     * What an acknowledged write means, and how to wait until it means more.
     *
     * @param key one like those that are written, as servers may differ; further keys are made from it
     * @param atMost how long a confirmation may take
     */
    public DurabilityProbe durability(String key, Duration atMost) {
        return new DurabilityProbe(caller, this::reconnects, key, atMost);
    }

    /**
     * Listens to a channel until the subscription or this is closed. A message may be lost, and none is heard where the user may not
     * listen: it is only ever a hint to look sooner. Neither health nor the breakers take notice of it.
     */
    public Subscription subscribe(String channel, Subscription.Listener listener) {
        return subscriptions.open(channel, listener);
    }

    /**
     * How often a connection was lost and made again, or another server took over, so far; never waits. Before a restarted server
     * answers a script, the control connection was made again: while the number stays the same, one run of one server has answered.
     */
    public long reconnects() {
        return routes.changes();
    }

    /** How many servers have the keys among them: the primaries of a cluster, else 1; 0 while a cluster is not known. Never waits. */
    public int shares() {
        return routes.shares();
    }

    /** Reads memory only; never waits. */
    public RedisHealth health() {
        return health.snapshot(routes, breakers);
    }

    @Override
    public void close() {
        pulse.close();
        subscriptions.close();
        routes.close();
        connector.close();
        metrics.close();
    }

    private static <T> Outcome<T> read(String what, Outcome<Reply> outcome, Function<Reply, T> read) {
        try {
            return outcome.map(read);
        } catch (RuntimeException e) {
            return Outcome.failed(Outcome.Kind.ERROR, what + ": the answer cannot be read: " + e.getMessage());
        }
    }

    private static Request request(String command, String first, List<byte[]> rest) {
        List<byte[]> all = new ArrayList<>(rest.size() + 1);
        all.add(Request.bytes(first));
        all.addAll(rest);
        return new Request(command, all);
    }
}

package io.shapservice.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Counts how calls end. The driver's own latency figures know nothing of timeouts and refusals (lettuce #785). */
final class CallMetrics implements AutoCloseable {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<String, Counter> calls = new HashMap<>();
    private final Map<Traffic, Timer> timers = new HashMap<>();
    private final List<Meter> meters = new ArrayList<>();

    CallMetrics(
            MeterRegistry registry,
            Routes routes,
            Connector connector,
            Breakers breakers,
            HealthState health,
            Subscriptions subscriptions) {
        this.registry = registry;
        for (Traffic traffic : Traffic.values()) {
            count(traffic, "ok");
            for (Outcome.Kind kind : Outcome.Kind.values()) {
                count(traffic, kind.label());
            }
            timers.put(traffic, keep(timer(traffic)));
            keep(Gauge.builder("shap.redis.breaker.open", breakers, b -> b.closed(traffic) ? 0 : 1)
                    .description("1 while calls of this traffic are refused or on trial")
                    .tag("traffic", traffic.label())
                    .register(registry));
        }
        connections(routes, connector);
        subscriptions(subscriptions);
        keep(Gauge.builder("shap.redis.since.success", health, HealthState::secondsSinceSuccess)
                .baseUnit("seconds")
                .description("Since Redis last answered")
                .register(registry));
        keep(Gauge.builder("shap.redis.ping", health, HealthState::roundTripSeconds)
                .baseUnit("seconds")
                .description("Last good round trip of a ping")
                .register(registry));
    }

    private void connections(Routes routes, Connector connector) {
        gauge(
                "connections",
                "Open connections",
                () -> links(routes).filter(Link::open).count());
        gauge(
                "calls.in.flight",
                "Calls that wait for their answer",
                () -> links(routes).mapToInt(Link::pending).sum());
        gauge(
                "pool.in.use",
                "Connections for payload that carry a call",
                () -> routes.all().mapToInt(Links::inUse).sum());
        gauge(
                "pool.size",
                "Connections for payload there may be",
                () -> routes.all().mapToInt(Links::poolSize).sum());
        keep(FunctionCounter.builder("shap.redis.reconnects", routes, Routes::changes)
                .description("Connections that were lost and made again, and servers that took over")
                .register(registry));
        keep(FunctionCounter.builder(
                        "shap.redis.connections.dropped",
                        routes,
                        r -> links(r).mapToInt(Link::drops).sum())
                .description("Connections given up though they seemed to be open")
                .register(registry));
        keep(FunctionCounter.builder("shap.redis.driver.renewals", connector, Connector::renewals)
                .description("The driver was started anew, after a long silence")
                .register(registry));
    }

    private void subscriptions(Subscriptions subscriptions) {
        gauge("subscriptions", "Channels that are listened to", subscriptions::size);
        gauge("subscriptions.live", "Channels of which messages are heard", subscriptions::live);
        keep(FunctionCounter.builder("shap.redis.messages", subscriptions, Subscriptions::messages)
                .description("Messages heard on channels")
                .register(registry));
        keep(FunctionCounter.builder("shap.redis.subscription.reconnects", subscriptions, Subscriptions::reconnects)
                .description("Subscriptions that were lost and made again")
                .register(registry));
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        keep(Gauge.builder("shap.redis." + name, value).description(description).register(registry));
    }

    private static Stream<Link> links(Routes routes) {
        return routes.all().flatMap(Links::all);
    }

    void ended(Traffic traffic, Outcome<?> outcome, long nanos) {
        String label = switch (outcome) {
            case Outcome.Ok<?> _ -> "ok";
            case Outcome.Failed<?>(Outcome.Kind kind, String _) -> kind.label();
        };
        Counter counter = calls.get(traffic.label() + label);
        if (counter != null) {
            counter.increment();
        }
        Timer timer = timers.get(traffic);
        // A refusal here made no round trip.
        if (timer != null && !label.equals(Outcome.Kind.REJECTED.label())) {
            timer.record(Duration.ofNanos(nanos));
        }
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void count(Traffic traffic, String outcome) {
        calls.put(
                traffic.label() + outcome,
                keep(Counter.builder("shap.redis.calls")
                        .description("Calls to Redis by how they ended")
                        .tag("traffic", traffic.label())
                        .tag("outcome", outcome)
                        .register(registry)));
    }

    private Timer timer(Traffic traffic) {
        return Timer.builder("shap.redis.roundtrip")
                .description("From sending a request to its answer or to giving up")
                .tag("traffic", traffic.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }
}

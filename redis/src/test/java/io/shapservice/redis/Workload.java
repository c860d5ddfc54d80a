package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Calls of all kinds that go on while something is broken, and what became of them. */
final class Workload implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final RedisGateway gateway;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
    private final AtomicLong counted = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final Map<Traffic, AtomicLong> lastGood = new ConcurrentHashMap<>();

    private Workload(RedisGateway gateway) {
        this.gateway = gateway;
    }

    static Workload on(RedisGateway gateway) {
        Workload load = new Workload(gateway);
        byte[] payload = new byte[100_000];
        load.repeat(Traffic.CONTROL, () -> load.increment());
        load.repeat(Traffic.STATUS, () -> Asking.get(gateway, Traffic.STATUS, "k"));
        load.repeat(
                Traffic.PAYLOAD,
                () -> gateway.command(Traffic.PAYLOAD, "SET", List.of(Request.bytes("p"), payload), Reply::text));
        Eventually.holds("all kinds of calls work", () -> load.lastGood.size() == 3);
        return load;
    }

    /** From now until each kind of call has worked again. */
    Duration untilAllWork() {
        long start = System.nanoTime();
        Eventually.holds(
                "all kinds of calls work again",
                () -> lastGood.values().stream().allMatch(at -> at.get() > start));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The longest that one call has taken. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    Map<String, AtomicLong> outcomes() {
        return outcomes;
    }

    /** Every increment that was acknowledged is there, and none was sent twice. */
    void holdsWhatWasAcknowledged() {
        close();
        Eventually.holds(
                "the counter is read", () -> Asking.get(gateway, Traffic.STATUS, "counter") instanceof Outcome.Ok);
        long there = Asking.get(gateway, Traffic.STATUS, "counter") instanceof Outcome.Ok<String>(String value)
                ? Long.parseLong(value)
                : -1;
        assertThat(there).isBetween(counted.get(), counted.get() + unknown.get());
    }

    @Override
    public void close() {
        stopped.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome<?> increment() {
        Outcome<Long> outcome = gateway.command(Traffic.CONTROL, "INCR", Asking.args("counter"), Reply::whole);
        switch (outcome) {
            case Outcome.Ok<Long> _ -> counted.incrementAndGet();
            case Outcome.Failed<Long>(Outcome.Kind kind, String _) -> unknown.addAndGet(kind.unknown() ? 1 : 0);
        }
        return outcome;
    }

    private void repeat(Traffic traffic, java.util.function.Supplier<Outcome<?>> call) {
        threads.add(Thread.ofVirtual().start(() -> {
            while (!stopped.get()) {
                long start = System.nanoTime();
                Outcome<?> outcome = call.get();
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                String label = switch (outcome) {
                    case Outcome.Ok<?> _ -> "ok";
                    case Outcome.Failed<?>(Outcome.Kind kind, String _) -> kind.label();
                };
                outcomes.computeIfAbsent(traffic.label() + " " + label, _ -> new AtomicLong())
                        .incrementAndGet();
                if (outcome instanceof Outcome.Ok) {
                    lastGood.computeIfAbsent(traffic, _ -> new AtomicLong()).set(start);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }));
    }
}

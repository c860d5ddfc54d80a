package io.shapservice.operator.example;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.ModelState;
import io.shapservice.protocol.sample.Sample.QueueState;
import io.shapservice.protocol.sample.Sample.RedisState;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.util.List;

/** Samples as pods give them. */
public final class Samples {
    public static final RedisState REACHABLE = new RedisState(true, 0.1, 0.4, "");
    public static final RedisState AWAY = new RedisState(false, 7, 0.4, "connection refused");

    private Samples() {}

    /** Nothing to do. */
    public static Sample idle() {
        return of(REACHABLE, QueueState.UNKNOWN, 1, List.of());
    }

    /** Work that waits, in batches of one second each. */
    public static Sample waiting(double seconds) {
        return waiting(seconds, (long) Math.ceil(seconds));
    }

    public static Sample waiting(double seconds, long batches) {
        double cost = batches == 0 ? 0 : seconds / batches;
        return of(REACHABLE, new QueueState(seconds, 0, 0, cost, batches, 0, batches * 500, 0, 1, 0), 1, List.of());
    }

    public static Sample redisAway() {
        return of(AWAY, QueueState.UNKNOWN, 0, List.of());
    }

    /** @param redisTimeMillis by Redis' clock */
    public static Sample workers(long redisTimeMillis, List<WorkerState> workers) {
        return of(REACHABLE, QueueState.UNKNOWN, redisTimeMillis, workers);
    }

    public static Sample of(RedisState redis, QueueState queue, long redisTimeMillis, List<WorkerState> workers) {
        ModelState model = new ModelState("housing", "sha256:ab", true, "Loaded", "");
        return new Sample(Sample.SCHEMA_VERSION, 1, "data-1", redisTimeMillis, redis, queue, workers, List.of(model));
    }

    public static WorkerState worker(String name, double heartbeatAge, double progressAge, int leases) {
        return new WorkerState(
                name,
                "uid-" + name,
                heartbeatAge,
                progressAge,
                leases,
                List.of(),
                100,
                300,
                leases > 0 ? "busy" : "idle");
    }
}

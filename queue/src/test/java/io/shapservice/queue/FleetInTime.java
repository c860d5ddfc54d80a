package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Workers that compute one claimed batch after the other, each for 0.1 s, in simulated time. */
final class FleetInTime {
    private static final double STEP = 0.01;
    private static final double BATCH = 0.1;

    private final QueueOnRedis redis;
    private final double claimSeconds;
    private final List<Simulated> workers = new ArrayList<>();
    private long steps;

    private static final class Simulated {
        private final String name;
        private final Queue<Claim> claims = new ArrayDeque<>();
        private double freeAt;

        private Simulated(String name, double freeAt) {
            this.name = name;
            this.freeAt = freeAt;
        }
    }

    FleetInTime(QueueOnRedis redis, int size, double claimSeconds) {
        this.redis = redis;
        this.claimSeconds = claimSeconds;
        for (int i = 0; i < size; i++) {
            // Not in step with each other.
            workers.add(new Simulated("w" + i, i * BATCH / size));
        }
    }

    double now() {
        return steps * STEP;
    }

    void runUntil(double time) {
        while (now() < time) {
            step();
        }
    }

    /** Answers when it ended. */
    double runUntilEnded(String job) {
        while (!redis.job(job).state().ended()) {
            step();
        }
        return now();
    }

    private void step() {
        steps++;
        for (Simulated worker : workers) {
            if (now() + 1e-9 >= worker.freeAt) {
                work(worker);
            }
        }
    }

    private void work(Simulated worker) {
        Claim done = worker.claims.poll();
        if (done != null) {
            BatchResult plain = QueueOnRedis.result(done);
            value(redis.queue.complete(
                    QueueOnRedis.worker(worker.name),
                    done,
                    new BatchResult(plain.resultKey(), plain.sha256(), plain.bytes(), BATCH)));
        }
        if (worker.claims.isEmpty()) {
            worker.claims.addAll(value(redis.queue.claim(QueueOnRedis.worker(worker.name), 64, claimSeconds)));
        }
        if (!worker.claims.isEmpty()) {
            worker.freeAt = now() + BATCH;
        }
    }
}

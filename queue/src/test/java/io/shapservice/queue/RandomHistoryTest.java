package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random steps of several workers and clients on a real Redis that is killed now and then, with every key checked against every
 * other after each. Longer, or again: {@code -Dshap.history.steps=100000 -Dshap.history.seed=…}.
 */
class RandomHistoryTest {
    private static final long SEED = Long.getLong("shap.history.seed", 20_260_101);
    private static final int STEPS = Integer.getInteger("shap.history.steps", 600);

    @Test
    void thoughRedisIsKilledInTheMiddleOfStepsEveryJobEndsAndEachBatchIsCommittedOnce() {
        run(new QueueOnRedis(RedisServerOptions.durable(), Duration.ofSeconds(30)), STEPS, SEED + 2, 75);
    }

    /** @param killEvery steps between two kills of Redis */
    private static void run(QueueOnRedis onRedis, int steps, long seed, int killEvery) {
        try (onRedis) {
            SplittableRandom random = new SplittableRandom(seed);
            SimulatedFleet fleet = new SimulatedFleet(onRedis, random.split());
            described(seed, "the first look", onRedis::assertSound);
            for (int i = 1; i <= steps; i++) {
                String step = "step " + i;
                if (i % killEvery == 0) {
                    described(seed, step, () -> killDuring(onRedis, fleet));
                } else {
                    described(seed, step, fleet::step);
                }
                described(seed, step, onRedis::assertSound);
            }
            described(seed, "finishing", fleet::finish);
            described(seed, "the end", onRedis::assertSound);
            described(seed, "the end", fleet::assertNothingLostOrDoubled);
        }
    }

    /** The kill falls before, into or after what the step sends. */
    private static void killDuring(QueueOnRedis onRedis, SimulatedFleet fleet) {
        Thread killer = Thread.ofPlatform().start(onRedis.server::kill);
        try {
            fleet.stepThroughAnOutage();
        } finally {
            join(killer);
            onRedis.server.restart();
        }
        Eventually.holds("reconnected", () -> onRedis.queue.job("none") instanceof Outcome.Ok);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void described(long seed, String when, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", " + when + ": " + e.getMessage(), e);
        }
    }
}

package io.shapservice.apiserver.upkeep;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task about every so often on a thread of its own, jittered, so that replicas do not act in step. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    public Upkeep(String name, Duration every, RandomGenerator random, Runnable task) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(every, random, task));
    }

    public Upkeep start() {
        thread.start();
        return this;
    }

    private void run(Duration every, RandomGenerator random, Runnable task) {
        try {
            do {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("{} failed; it goes on", Thread.currentThread().getName(), e);
                }
            } while (!closed.await(
                    (long) (every.toMillis() * (0.8 + 0.4 * random.nextDouble())), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

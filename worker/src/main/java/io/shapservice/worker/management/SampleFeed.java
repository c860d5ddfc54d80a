package io.shapservice.worker.management;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.JobQueue;
import io.shapservice.redis.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sample for whoever asks, taken at most twice a second however many ask. */
public final class SampleFeed implements AutoCloseable {
    private static final Duration FRESH = Duration.ofMillis(500);

    private final JobQueue queue;
    private final Supplier<Sample.RedisState> redis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Sample last;
    private long takenAt;

    public SampleFeed(JobQueue queue, Supplier<Sample.RedisState> redis) {
        this.queue = queue;
        this.redis = redis;
    }

    /**
     * Waits for a sample that is news: of a later revision, of another incarnation, or one that says otherwise about Redis than the
     * first one that was looked at.
     *
     * @param after the revision that the caller knows
     * @return the newest sample, when the wait is over too
     */
    public Sample next(long after, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Sample first = current();
        Predicate<Sample> news = sample -> sample.revision() > after
                || sample.good() != first.good()
                || !sample.incarnation().equals(first.incarnation());
        Sample sample = first;
        while (!news.test(sample)
                && System.nanoTime() < deadline
                && !closed.await(FRESH.toNanos(), TimeUnit.NANOSECONDS)) {
            sample = current();
        }
        return sample;
    }

    /** Ends all waiting. */
    @Override
    public void close() {
        closed.countDown();
    }

    private Sample current() {
        lock.lock();
        try {
            Sample known = last;
            if (known != null && System.nanoTime() - takenAt < FRESH.toNanos()) {
                return known;
            }
            Sample taken = take(known);
            last = taken;
            takenAt = System.nanoTime();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Sample take(@Nullable Sample known) {
        return switch (queue.sample()) {
            case Outcome.Ok<Sample>(Sample taken) -> with(redis.get(), taken);
            case Outcome.Failed<Sample>(Outcome.Kind _, String detail) -> without(detail, redis.get(), known);
        };
    }

    /** One lost answer does not make Redis unreachable; figures that are not known must never look like zeros that are. */
    private static Sample without(String detail, Sample.RedisState state, @Nullable Sample known) {
        if (state.reachable() && known != null && known.good()) {
            return with(state, known);
        }
        return new Sample(
                Sample.SCHEMA_VERSION,
                known == null ? 0 : known.revision(),
                known == null ? "" : known.incarnation(),
                0,
                new Sample.RedisState(false, state.secondsSinceSuccess(), state.roundTripMillis(), detail),
                Sample.QueueState.UNKNOWN,
                List.of(),
                List.of());
    }

    private static Sample with(Sample.RedisState state, Sample taken) {
        return new Sample(
                taken.schemaVersion(),
                taken.revision(),
                taken.incarnation(),
                taken.redisTimeMillis(),
                state,
                taken.queue(),
                taken.workers(),
                List.of());
    }
}

package io.shapservice.apiserver.sample;

import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ModelStatus;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.JobQueue;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisHealth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sample, asked of Redis at most twice a second however many ask here. */
public final class SampleFeed {
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final Duration KNOWN = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final JobQueue queue;
    private final ModelCatalog catalog;
    private final Supplier<RedisHealth> redis;
    private final AtomicBoolean draining;
    private volatile @Nullable Taken last;

    public SampleFeed(JobQueue queue, ModelCatalog catalog, Supplier<RedisHealth> redis, AtomicBoolean draining) {
        this.queue = queue;
        this.catalog = catalog;
        this.redis = redis;
        this.draining = draining;
    }

    /** Waits for a revision above {@code after}, a change of models, bad news of Redis, or the end of the wait. */
    public Sample await(long after, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Sample first = current();
        Sample sample = first;
        while (sample.good()
                && sample.revision() <= after
                && sample.models().equals(first.models())
                && System.nanoTime() < deadline
                && !draining.get()) {
            LockSupport.parkNanos(Math.min(PAUSE.toNanos(), Math.max(1, deadline - System.nanoTime())));
            sample = current();
        }
        return sample;
    }

    /** Asks Redis, if nobody has for a while. */
    public void refresh() {
        var _ = taken();
    }

    /** The last answer of Redis if it is recent, else null. Never blocks. */
    public @Nullable Sample known() {
        Taken taken = last;
        return taken != null && taken.sample().good() && taken.within(KNOWN) ? taken.sample() : null;
    }

    /** The models are as they are now: what Redis says may be half a second old. */
    private Sample current() {
        Sample s = taken();
        return with(
                s, s.redis(), catalog.all().stream().map(ModelStatus::toSample).toList());
    }

    /** One caller asks Redis, the others wait for its answer. */
    private synchronized Sample taken() {
        Taken taken = last;
        if (taken == null || !taken.within(FRESH)) {
            taken = new Taken(take(), System.nanoTime());
            last = taken;
        }
        return taken.sample();
    }

    /** Without models. */
    private record Taken(Sample sample, long at) {
        private boolean within(Duration age) {
            return System.nanoTime() - at <= age.toNanos();
        }
    }

    private Sample take() {
        return switch (queue.sample()) {
            case Outcome.Ok<Sample>(Sample s) -> with(s, state(true, ""), List.of());
            case Outcome.Failed<Sample> failed ->
                new Sample(
                        Sample.SCHEMA_VERSION,
                        0,
                        "",
                        0,
                        state(false, failed.detail()),
                        Sample.QueueState.UNKNOWN,
                        List.of(),
                        List.of());
        };
    }

    private static Sample with(Sample s, Sample.RedisState redis, List<Sample.ModelState> models) {
        return new Sample(
                s.schemaVersion(),
                s.revision(),
                s.incarnation(),
                s.redisTimeMillis(),
                redis,
                s.queue(),
                s.workers(),
                models);
    }

    private Sample.RedisState state(boolean reachable, String detail) {
        RedisHealth health = redis.get();
        Duration since = health.sinceSuccess();
        return new Sample.RedisState(
                reachable,
                since == null ? -1 : since.toMillis() / 1e3,
                health.roundTrip().toNanos() / 1e6,
                detail);
    }
}

package io.shapservice.apiserver;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.apiserver.options.Options;
import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.protocol.batch.ResultBlob;
import io.shapservice.queue.BatchResult;
import io.shapservice.queue.Claim;
import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.storage.RedisBlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The least that does a worker's work: claim, explain, commit. */
final class WorkerLoop implements AutoCloseable {
    private static final WorkerIdentity NAME = new WorkerIdentity("test-worker", "uid");

    private final RedisGateway redis;
    private final JobQueue queue;
    private final BlobStore blobs;
    private final LongPredicate failing;
    private final Thread thread;
    private volatile boolean closed;

    /** @param failing batches that are given up as bad input */
    WorkerLoop(RedisSettings settings, LongPredicate failing) {
        redis = RedisGateway.open(settings, new SimpleMeterRegistry(), Clock.systemUTC());
        queue = Parts.queue(redis, Duration.ofSeconds(60));
        blobs = new RedisBlobStore(redis);
        this.failing = failing;
        thread = Thread.ofPlatform().name("worker").start(this::run);
    }

    private void run() {
        while (!closed) {
            boolean idle = !(queue.claim(NAME, 4, 1) instanceof Outcome.Ok<List<Claim>>(List<Claim> claims)
                    && !claims.isEmpty()
                    && doAll(claims));
            if (idle) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    private boolean doAll(List<Claim> claims) {
        claims.forEach(claim -> {
            if (failing.test(claim.batch())) {
                queue.fail(NAME, claim, new Failure(FailureClass.INPUT, "these rows cannot be explained"));
            } else {
                complete(claim);
            }
        });
        return true;
    }

    private void complete(Claim claim) {
        try {
            InputBlob in = InputBlob.decode(read(BlobKey.input(claim.jobId(), claim.batch())));
            ExplainOptions options = Options.ofJob(JobOptions.fromJson(claim.options()));
            TreeEnsemble model = Models.read(read(BlobKey.model(claim.modelDigest())));
            Explanation e = Explainers.create(model, options, background(claim))
                    .explain(new Table(in.values(), in.rows(), in.columns(), List.of()), Progress.NONE);
            ElementType type =
                    options.precision() == ExplainOptions.Precision.FLOAT ? ElementType.FLOAT32 : ElementType.FLOAT64;
            byte[] out = new ResultBlob(
                            e.values(),
                            e.interactions(),
                            e.baseValues(),
                            e.prediction(),
                            e.rows(),
                            e.features(),
                            e.outputs(),
                            e.additivityMaxError(),
                            type)
                    .encode();
            BlobKey key = BlobKey.output(claim.jobId(), claim.batch(), claim.attempt());
            if (blobs.put(key, out, Duration.ofHours(1)) instanceof Outcome.Ok<BlobStore.Stored>(BlobStore.Stored s)) {
                queue.complete(NAME, claim, new BatchResult(key.path(), s.sha256(), s.size(), 0.001));
            }
        } catch (Exception e) {
            queue.fail(NAME, claim, new Failure(FailureClass.TRANSIENT, e.toString()));
        }
    }

    private @Nullable Background background(Claim claim) throws Exception {
        String digest = JobOptions.fromJson(claim.options()).background();
        if (digest == null) {
            return null;
        }
        InputBlob rows = InputBlob.decode(read(BlobKey.model(digest)));
        return Background.of(new Table(rows.values(), rows.rows(), rows.columns(), List.of()));
    }

    private byte[] read(BlobKey key) {
        return switch (blobs.get(key)) {
            case Outcome.Ok<java.util.Optional<byte[]>>(java.util.Optional<byte[]> bytes) -> bytes.orElseThrow();
            case Outcome.Failed<java.util.Optional<byte[]>> failed -> throw new IllegalStateException(failed.detail());
        };
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
        redis.close();
    }
}

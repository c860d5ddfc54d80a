package io.shapservice.worker.commit;

import io.shapservice.queue.BatchResult;
import io.shapservice.queue.Claim;
import io.shapservice.queue.Completion;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.management.WorkerMetrics;
import io.shapservice.worker.outage.Patience;
import io.shapservice.worker.pipeline.Handover;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a result, then commits it. While Redis is away the result is kept and tried again: whether the lease has meanwhile been
 * lost is for the queue to say.
 */
public final class CommitLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);

    private final Handover<BatchEnd> ended;
    private final JobQueue queue;
    private final BlobStore blobs;
    private final WorkerIdentity identity;
    private final HeldBatches held;
    private final Vitals vitals;
    private final Patience patience;
    private final WorkerMetrics metrics;
    private final Duration keepResults;

    /** @param keepResults lifetime of a result blob, counted from its writing */
    public CommitLoop(
            Handover<BatchEnd> ended,
            JobQueue queue,
            BlobStore blobs,
            WorkerIdentity identity,
            HeldBatches held,
            Vitals vitals,
            Patience patience,
            WorkerMetrics metrics,
            Duration keepResults) {
        this.ended = ended;
        this.queue = queue;
        this.blobs = blobs;
        this.identity = identity;
        this.held = held;
        this.vitals = vitals;
        this.patience = patience;
        this.metrics = metrics;
        this.keepResults = keepResults;
    }

    @Override
    public void run() {
        try {
            for (Optional<BatchEnd> next = ended.take(); next.isPresent(); next = ended.take()) {
                tell(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A batch stays held when the worker ends before the queue has answered: the drain gives it back. */
    private void tell(BatchEnd end) {
        boolean answered = switch (end) {
            case BatchEnd.Explained explained -> commit(explained);
            case BatchEnd.Failed failed -> fail(failed);
        };
        if (answered || !end.held().wanted()) {
            held.remove(end.held());
        }
    }

    private boolean fail(BatchEnd.Failed end) {
        Claim claim = end.held().claim();
        LOG.warn(
                "batch {} of job {} failed, {}: {}",
                claim.batch(),
                claim.jobId(),
                end.failure().failureClass(),
                end.failure().message());
        Optional<Boolean> answer =
                patience.untilAnswered(() -> queue.fail(identity, claim, end.failure()), end.held()::wanted);
        answer.ifPresent(_ -> metrics.failed(end.failure().failureClass()));
        return answer.isPresent();
    }

    private boolean commit(BatchEnd.Explained end) {
        HeldBatch mine = end.held();
        Claim claim = mine.claim();
        if (!mine.wanted()) {
            return true;
        }
        BlobKey key = BlobKey.output(claim.jobId(), claim.batch(), claim.attempt());
        byte[] bytes = end.result();
        StoredResult blob = new StoredResult(blobs, key, bytes, keepResults);
        Optional<BlobStore.Stored> stored = patience.untilAnswered(blob::ensure, mine::wanted);
        if (stored.isEmpty()) {
            return false;
        }
        vitals.worked(bytes.length);
        BatchResult result = new BatchResult(key.path(), stored.get().sha256(), bytes.length, end.cpuSeconds());
        CommitCall call = new CommitCall(() -> queue.complete(identity, claim, result));
        Optional<Completion> completion = patience.untilAnswered(() -> blob.then(call), () -> true);
        if (completion.filter(answer -> answer == Completion.COMMITTED).isPresent()) {
            // Redis may have been away between the blob and its commit.
            patience.untilAnswered(blob::ensure, () -> true);
        }
        completion.ifPresent(answer -> {
            metrics.committed(answer, claim.rows(), end.cpuSeconds());
            if (answer == Completion.COMMITTED) {
                vitals.committed();
            } else {
                LOG.info("batch {} of job {}: {}, its result is not used", claim.batch(), claim.jobId(), answer);
            }
            if (call.mayDelete(answer)) {
                blobs.delete(key);
            }
        });
        return completion.isPresent();
    }
}

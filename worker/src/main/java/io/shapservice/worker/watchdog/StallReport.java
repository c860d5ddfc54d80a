package io.shapservice.worker.watchdog;

import io.shapservice.queue.Claim;
import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the batches of a stalled worker back; what hangs may be the way to Redis, so it does not wait for long. */
public final class StallReport implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StallReport.class);

    private final JobQueue queue;
    private final WorkerIdentity identity;
    private final HeldBatches held;
    private final Lifecycle lifecycle;
    private final Duration atMost;
    private final Duration stalledFor;

    /** @param stalledFor told as the reason */
    public StallReport(
            JobQueue queue,
            WorkerIdentity identity,
            HeldBatches held,
            Lifecycle lifecycle,
            Duration atMost,
            Duration stalledFor) {
        this.queue = queue;
        this.identity = identity;
        this.held = held;
        this.lifecycle = lifecycle;
        this.atMost = atMost;
        this.stalledFor = stalledFor;
    }

    @Override
    public void run() {
        lifecycle.abandon();
        Thread failing = Thread.ofPlatform().daemon().name("stalled").start(this::failAll);
        try {
            failing.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lifecycle.end(Exit.STALLED);
    }

    /** Only what was begun is under suspicion, unless nothing was: then fetching hangs, and all of it is. */
    private void failAll() {
        Failure failure = new Failure(
                FailureClass.STALLED,
                "the worker " + identity.name() + " made no progress for " + stalledFor.toMillis() / 1000.0 + " s");
        List<Claim> unbegun = held.takeUnbegun();
        List<Claim> begun = held.all().stream().map(HeldBatch::claim).toList();
        for (Claim suspect : begun.isEmpty() ? unbegun : begun) {
            LOG.warn("giving back batch {} of job {} as stalled", suspect.batch(), suspect.jobId());
            queue.fail(identity, suspect, failure);
        }
        if (!begun.isEmpty() && !unbegun.isEmpty()) {
            queue.release(identity, unbegun);
        }
    }
}

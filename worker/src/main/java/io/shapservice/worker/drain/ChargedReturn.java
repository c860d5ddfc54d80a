package io.shapservice.worker.drain;

import io.shapservice.queue.Claim;
import io.shapservice.queue.Failure;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives batches back with a reason, when one of them may be what ends this worker. */
public final class ChargedReturn {
    private static final Logger LOG = LoggerFactory.getLogger(ChargedReturn.class);

    private final JobQueue queue;
    private final WorkerIdentity identity;
    private final HeldBatches held;

    public ChargedReturn(JobQueue queue, WorkerIdentity identity, HeldBatches held) {
        this.queue = queue;
        this.identity = identity;
        this.held = held;
    }

    /** Only what was begun is under suspicion, unless nothing was: then fetching is, and with it all that is held. */
    public void run(Failure reason) {
        List<Claim> unbegun = held.takeUnbegun();
        List<HeldBatch> begun = List.copyOf(held.all());
        List<Claim> suspects =
                begun.isEmpty() ? unbegun : begun.stream().map(HeldBatch::claim).toList();
        for (Claim suspect : suspects) {
            LOG.warn("giving back batch {} of job {}, {}", suspect.batch(), suspect.jobId(), reason.failureClass());
            queue.fail(identity, suspect, reason);
        }
        begun.forEach(held::remove);
        if (!begun.isEmpty() && !unbegun.isEmpty()) {
            queue.release(identity, unbegun);
        }
    }
}

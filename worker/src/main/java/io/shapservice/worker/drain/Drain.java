package io.shapservice.worker.drain;

import io.shapservice.queue.Claim;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.redis.Outcome;
import io.shapservice.worker.compute.ComputeLoop;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a worker so that nothing is lost and no attempt is charged: what fits in the time left is finished, the rest given back. */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** A computation that is told to stop does so at its next slice, a call to Redis within its timeout. */
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final JobQueue queue;
    private final WorkerIdentity identity;
    private final HeldBatches held;
    private final ComputeLoop compute;
    private final StageThreads stages;
    private final Lifecycle lifecycle;
    private final AtomicBoolean begun = new AtomicBoolean();

    public Drain(
            JobQueue queue,
            WorkerIdentity identity,
            HeldBatches held,
            ComputeLoop compute,
            StageThreads stages,
            Lifecycle lifecycle) {
        this.queue = queue;
        this.identity = identity;
        this.held = held;
        this.compute = compute;
        this.stages = stages;
        this.lifecycle = lifecycle;
    }

    /** How long batches may be finished after a SIGTERM: the grace without the seconds that giving back and leaving need. */
    public static Duration budget(Duration grace) {
        Duration left = grace.minus(Duration.ofSeconds(5));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @param budget how long batches that are under way may take; the first drain decides, later ones wait for its end */
    public void run(Duration budget, Exit reason) {
        if (!begun.compareAndSet(false, true)) {
            lifecycle.exit().join();
            return;
        }
        Deadline deadline = new Deadline(budget);
        LOG.info(
                "draining: {} batches held, {} s to finish what is under way", held.size(), budget.toMillis() / 1000.0);
        lifecycle.drain();
        release(held.takeUnbegun());
        stages.claim().join(longer(STOPPING, deadline.left()));
        release(held.takeUnbegun());
        if (compute.secondsLeft() * 1e9 > deadline.left().toNanos()) {
            lifecycle.abandon();
        }
        stages.compute().join(deadline.left());
        stages.commit().join(deadline.left());
        lifecycle.abandon();
        Deadline stopping = new Deadline(STOPPING);
        stages.compute().join(stopping.left());
        stages.commit().join(stopping.left());
        release(held.all().stream().map(HeldBatch::claim).toList());
        lifecycle.endHeartbeat();
        stages.renew().join(stopping.left());
        queue.leave(identity);
        lifecycle.end(reason);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private void release(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        switch (queue.release(identity, claims)) {
            case Outcome.Ok<Integer>(Integer released) -> LOG.info("gave {} batches back", released);
            case Outcome.Failed<Integer>(Outcome.Kind kind, String detail) ->
                LOG.warn(
                        "{} batches return when their leases expire, Redis does not answer ({}: {})",
                        claims.size(),
                        kind,
                        detail);
        }
    }
}

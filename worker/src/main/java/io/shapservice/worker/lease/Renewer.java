package io.shapservice.worker.lease;

import io.shapservice.queue.Heartbeat;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.Renewal;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.redis.Outcome;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the heartbeat, which extends the leases if work was done, and drops what the queue says is no longer ours. */
public final class Renewer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewer.class);

    private final JobQueue queue;
    private final WorkerIdentity identity;
    private final HeldBatches held;
    private final Supplier<Heartbeat> heartbeat;
    private final Lifecycle lifecycle;
    private final Duration every;
    private volatile boolean heard;

    public Renewer(
            JobQueue queue,
            WorkerIdentity identity,
            HeldBatches held,
            Supplier<Heartbeat> heartbeat,
            Lifecycle lifecycle,
            Duration every) {
        this.queue = queue;
        this.identity = identity;
        this.held = held;
        this.heartbeat = heartbeat;
        this.lifecycle = lifecycle;
        this.every = every;
    }

    @Override
    public void run() {
        do {
            renew();
        } while (!lifecycle.awaitHeartbeatEnd(every));
    }

    /** Whether the queue has ever taken a heartbeat of this process. */
    public boolean heard() {
        return heard;
    }

    /** A heartbeat that fails is followed by another; the gateway says that Redis is away. */
    private void renew() {
        if (queue.renew(identity, heartbeat.get()) instanceof Outcome.Ok<Renewal>(Renewal renewal)) {
            heard = true;
            if (!renewal.dropped().isEmpty()) {
                LOG.info(
                        "dropping {} batches that are no longer this worker's",
                        renewal.dropped().size());
                held.drop(renewal.dropped());
            }
        }
    }
}

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
    private boolean away;

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

    private void renew() {
        switch (queue.renew(identity, heartbeat.get())) {
            case Outcome.Ok<Renewal>(Renewal renewal) -> {
                heard = true;
                back();
                if (!renewal.dropped().isEmpty()) {
                    LOG.info(
                            "dropping {} batches that are no longer this worker's",
                            renewal.dropped().size());
                    held.drop(renewal.dropped());
                }
            }
            case Outcome.Failed<Renewal>(Outcome.Kind kind, String detail) -> gone(kind, detail);
        }
    }

    /** An outage is told twice, when it begins and when it ends, however long it lasts. */
    private void gone(Outcome.Kind kind, String detail) {
        if (!away) {
            LOG.warn("Redis does not answer ({}: {}); work goes on, results are kept until it does", kind, detail);
            away = true;
        }
    }

    private void back() {
        if (away) {
            LOG.info("Redis answers again");
            away = false;
        }
    }
}

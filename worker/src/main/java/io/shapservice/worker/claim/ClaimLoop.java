package io.shapservice.worker.claim;

import io.shapservice.queue.Claim;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.queue.wake.Bell;
import io.shapservice.redis.Outcome;
import io.shapservice.worker.commit.BatchEnd;
import io.shapservice.worker.compute.ReadyBatch;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lifecycle.Lifecycle;
import io.shapservice.worker.management.WorkerMetrics;
import io.shapservice.worker.model.BatchFailedException;
import io.shapservice.worker.model.Failures;
import io.shapservice.worker.outage.Backoff;
import io.shapservice.worker.pipeline.Handover;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims batches and fetches what they need, a little ahead of the computation. */
public final class ClaimLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);
    private static final Duration UNWANTED = Duration.ofMillis(100);

    private final JobQueue queue;
    private final WorkerIdentity identity;
    private final HeldBatches held;
    private final BatchFetcher fetcher;
    private final Handover<ReadyBatch> ready;
    private final Handover<BatchEnd> ended;
    private final ClaimSize size;
    private final Backoff idle;
    private final BooleanSupplier wanted;
    private final Lifecycle lifecycle;
    private final WorkerMetrics metrics;
    private final Bell bell;

    /**
     * @param idle longest pauses between claims that find nothing: the queue's bell ends them
     * @param wanted whether this worker has room and time for more
     */
    public ClaimLoop(
            JobQueue queue,
            WorkerIdentity identity,
            HeldBatches held,
            BatchFetcher fetcher,
            Handover<ReadyBatch> ready,
            Handover<BatchEnd> ended,
            ClaimSize size,
            Backoff idle,
            BooleanSupplier wanted,
            Lifecycle lifecycle,
            WorkerMetrics metrics) {
        this.queue = queue;
        this.identity = identity;
        this.held = held;
        this.fetcher = fetcher;
        this.ready = ready;
        this.ended = ended;
        this.size = size;
        this.idle = idle;
        this.wanted = wanted;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        bell = queue.bell(identity);
        lifecycle.onDrain(bell::ring);
    }

    @Override
    public void run() {
        try {
            int ahead = 0;
            while (lifecycle.claiming()) {
                ready.awaitAtMost(ahead);
                if (wanted.getAsBoolean()) {
                    ahead = size.ahead(claim());
                } else {
                    lifecycle.awaitDrain(UNWANTED);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready.close();
        }
    }

    /** Answers how many batches were claimed. */
    private int claim() throws InterruptedException {
        long heard = bell.rings();
        Outcome<List<Claim>> outcome = queue.claim(identity, size.maxBatches(), size.maxSeconds());
        metrics.claimed(outcome);
        return switch (outcome) {
            case Outcome.Ok<List<Claim>>(List<Claim> claims)
            when !claims.isEmpty() -> {
                idle.reset();
                fetch(claims.stream().map(held::add).toList());
                yield claims.size();
            }
            case Outcome.Ok<List<Claim>> _, Outcome.Failed<List<Claim>> _ -> {
                if (bell.await(heard, idle.next())) {
                    metrics.woken();
                    idle.reset();
                }
                yield 0;
            }
        };
    }

    private void fetch(List<HeldBatch> batches) throws InterruptedException {
        for (HeldBatch batch : batches) {
            if (!lifecycle.claiming()) {
                return; // the drain gives back what nobody has begun
            }
            try {
                Optional<ReadyBatch> fetched = fetcher.fetch(batch, () -> batch.wanted() && lifecycle.claiming());
                if (fetched.isPresent()) {
                    ready.put(fetched.get());
                } else if (!batch.wanted()) {
                    held.remove(batch);
                }
            } catch (BatchFailedException | RuntimeException | StackOverflowError e) {
                LOG.debug(
                        "batch {} of job {} was not fetched",
                        batch.claim().batch(),
                        batch.claim().jobId(),
                        e);
                if (batch.take()) {
                    ended.put(new BatchEnd.Failed(batch, Failures.of(e)));
                }
            }
        }
    }
}

package io.shapservice.worker.compute;

import io.shapservice.worker.commit.BatchEnd;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.lifecycle.Lifecycle;
import io.shapservice.worker.management.WorkerMetrics;
import io.shapservice.worker.model.Failures;
import io.shapservice.worker.pipeline.Handover;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains one batch after the other; it never talks to Redis, and waits only when nothing is ready or commits are far behind. */
public final class ComputeLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeLoop.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Handover<ReadyBatch> ready;
    private final Handover<BatchEnd> ended;
    private final HeldBatches held;
    private final Vitals vitals;
    private final SliceSizes sliceSizes;
    private final Lifecycle lifecycle;
    private final WorkerMetrics metrics;
    private final Runnable outOfMemory;
    private volatile @Nullable BatchComputation current;

    /** @param outOfMemory begins the end of this process, whose heap can no longer be trusted */
    public ComputeLoop(
            Handover<ReadyBatch> ready,
            Handover<BatchEnd> ended,
            HeldBatches held,
            Vitals vitals,
            SliceSizes sliceSizes,
            Lifecycle lifecycle,
            WorkerMetrics metrics,
            Runnable outOfMemory) {
        this.ready = ready;
        this.ended = ended;
        this.held = held;
        this.vitals = vitals;
        this.sliceSizes = sliceSizes;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.outOfMemory = outOfMemory;
    }

    @Override
    public void run() {
        try {
            for (Optional<ReadyBatch> next = ready.take(); next.isPresent(); next = ready.take()) {
                if (next.get().held().take()) {
                    compute(next.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.close();
        }
    }

    /** Seconds until the batch under way is done; 0 when there is none or its pace is not known. */
    public double secondsLeft() {
        BatchComputation running = current;
        return running == null ? 0 : running.secondsLeft();
    }

    private void compute(ReadyBatch batch) throws InterruptedException {
        HeldBatch mine = batch.held();
        BatchComputation computation =
                new BatchComputation(batch, vitals, sliceSizes, () -> mine.wanted() && !lifecycle.abandoning());
        long began = System.nanoTime();
        current = computation;
        Optional<BatchEnd> end = explain(batch, computation);
        current = null;
        metrics.computed(System.nanoTime() - began, computation.slices());
        if (end.isPresent()) {
            ended.put(end.get());
        } else if (!mine.wanted()) {
            held.remove(mine); // stopped by a drain instead, it stays: the drain gives it back
        }
    }

    /** Empty when the computation was stopped. */
    private Optional<BatchEnd> explain(ReadyBatch batch, BatchComputation computation) {
        HeldBatch mine = batch.held();
        long cpuBegan = THREADS.getCurrentThreadCpuTime();
        try (Vitals.Stretch _ = vitals.working()) {
            byte[] result = computation.run();
            double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpuBegan) / 1e9;
            return Optional.of(new BatchEnd.Explained(mine, result, cpuSeconds));
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (Exception | Error e) {
            LOG.warn(
                    "batch {} of job {} cannot be explained",
                    mine.claim().batch(),
                    mine.claim().jobId(),
                    e);
            if (e instanceof OutOfMemoryError) {
                outOfMemory.run();
            }
            return Optional.of(new BatchEnd.Failed(mine, Failures.of(e)));
        }
    }
}

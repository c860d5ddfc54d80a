package io.shapservice.worker.memory;

import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the memory, lets claims pass or not, and asks for the end when nothing else helps. */
public final class MemoryGovernor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGovernor.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    /** What batches held of the heap and have let go of shows after a collection only. */
    private static final Duration COLLECT_AGAIN = Duration.ofSeconds(2);

    private final MemoryProbe probe;
    private final MemoryBounds bounds;
    private final MemoryPolicy policy;
    private final Holdings holdings;
    private final Runnable collect;
    private final Runnable release;
    private final Lifecycle lifecycle;
    private final DoubleSupplier liveHeap;
    private @Nullable Long pausedAt;
    private long collectedAt;
    private volatile long used;
    private volatile MemoryDecision decision = MemoryDecision.ADMIT;

    /**
     * What the worker has in hand.
     *
     * @param holding whether batches are held
     * @param worked whether this process has brought any work to its end
     */
    public record Holdings(BooleanSupplier holding, BooleanSupplier worked) {}

    /**
     * @param liveHeap part of the heap that the last collection could not free, 0 to 1
     * @param collect asks for a garbage collection
     * @param release gives everything back and ends the worker
     */
    public MemoryGovernor(
            MemoryProbe probe,
            DoubleSupplier liveHeap,
            MemoryBounds bounds,
            Holdings holdings,
            Runnable collect,
            Runnable release,
            Lifecycle lifecycle) {
        this.probe = probe;
        this.liveHeap = liveHeap;
        this.bounds = bounds;
        this.policy = new MemoryPolicy(bounds);
        this.holdings = holdings;
        this.collect = collect;
        this.release = release;
        this.lifecycle = lifecycle;
        check(System.nanoTime());
    }

    @Override
    public void run() {
        do {
            if (check(System.nanoTime()) == MemoryDecision.RELEASE_AND_EXIT) {
                release.run();
                return;
            }
        } while (!lifecycle.awaitDrain(EVERY));
    }

    /** Whether new work may be claimed. */
    public boolean admits() {
        return decision.admits();
    }

    public long used() {
        return used;
    }

    public long usedMiB() {
        return used / MemoryBounds.MIB;
    }

    public MemoryBounds bounds() {
        return bounds;
    }

    MemoryDecision check(long nanoTime) {
        used = probe.used();
        MemoryReading reading = new MemoryReading(used, liveHeap.getAsDouble());
        Duration pausedFor = pausedAt == null ? null : Duration.ofNanos(nanoTime - pausedAt);
        MemoryDecision next = policy.decide(
                reading, holdings.holding().getAsBoolean(), holdings.worked().getAsBoolean(), pausedFor);
        tell(next, reading);
        decision = next;
        switch (next) {
            case ADMIT -> pausedAt = null;
            case COLLECT -> {
                pausedAt = nanoTime;
                collect(nanoTime);
            }
            case SMALLER_SLICES -> {
                if (!reading.usedAbove(bounds) && nanoTime - collectedAt >= COLLECT_AGAIN.toNanos()) {
                    collect(nanoTime);
                }
            }
            case RELEASE_AND_EXIT -> {}
        }
        return next;
    }

    private void collect(long nanoTime) {
        collect.run();
        collectedAt = nanoTime;
    }

    private void tell(MemoryDecision next, MemoryReading reading) {
        if (next.admits() && !decision.admits()) {
            LOG.info("{} MiB in use, below the threshold again: claiming", usedMiB());
        }
        if (next == MemoryDecision.COLLECT) {
            LOG.warn(
                    "{} MiB in use and {} % of the heap needed; the thresholds are {} MiB (limit {} MiB) and {} %:"
                            + " claiming nothing until they fall",
                    usedMiB(),
                    Math.round(100 * reading.liveHeap()),
                    bounds.threshold() / MemoryBounds.MIB,
                    bounds.limit() / MemoryBounds.MIB,
                    Math.round(100 * MemoryReading.HEAP_FULL));
        }
        if (next == MemoryDecision.RELEASE_AND_EXIT) {
            LOG.warn(
                    "{} MiB in use and a collection did not help: giving work back to make room for a fresh process",
                    usedMiB());
        }
    }
}

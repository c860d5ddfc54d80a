package io.shapservice.worker.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides from readings of the memory. A JVM seldom gives memory back, so waiting for the figure to fall could last for ever:
 * garbage is collected once, the pause that follows is bounded, then the process makes room for a fresh one. A process that has
 * ended no work since it began, and holds none, stays: its successor would be no smaller, and the fleet would restart for ever.
 */
final class MemoryPolicy {
    /** How long the figure may take to follow a collection. */
    static final Duration SETTLE = Duration.ofSeconds(1);
    /** How long a worker without work waits above the threshold. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final MemoryBounds bounds;

    MemoryPolicy(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * @param used bytes in use
     * @param holding whether batches are held
     * @param worked whether this process has brought any work to its end
     * @param collectedAgo since the collection of the present pause; null when there was none
     */
    MemoryDecision decide(long used, boolean holding, boolean worked, @Nullable Duration collectedAgo) {
        if (used <= bounds.threshold() && used < bounds.releaseAt()) {
            return MemoryDecision.ADMIT;
        }
        if (collectedAgo == null) {
            return MemoryDecision.COLLECT;
        }
        boolean exitHelps = worked || holding;
        boolean near = used >= bounds.releaseAt() && collectedAgo.compareTo(SETTLE) >= 0;
        boolean idleTooLong = !holding && collectedAgo.compareTo(PAUSE) >= 0;
        return exitHelps && (near || idleTooLong) ? MemoryDecision.RELEASE_AND_EXIT : MemoryDecision.SMALLER_SLICES;
    }
}

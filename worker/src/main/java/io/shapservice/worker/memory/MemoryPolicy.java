package io.shapservice.worker.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides from readings of the memory: of what the container's limit counts, which the kernel would end the process for, and of the
 * heap that is really needed, which Java would. A JVM seldom gives memory back, so waiting for the first to fall could last for ever:
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
     * @param holding whether batches are held
     * @param worked whether this process has brought any work to its end
     * @param pausedFor since the first collection of the present pause; null when there was none
     */
    MemoryDecision decide(MemoryReading reading, boolean holding, boolean worked, @Nullable Duration pausedFor) {
        if (!reading.above(bounds)) {
            return MemoryDecision.ADMIT;
        }
        if (pausedFor == null) {
            return MemoryDecision.COLLECT;
        }
        boolean exitHelps = worked || holding;
        boolean near = reading.near(bounds) && pausedFor.compareTo(SETTLE) >= 0;
        boolean idleTooLong = !holding && pausedFor.compareTo(PAUSE) >= 0;
        return exitHelps && (near || idleTooLong) ? MemoryDecision.RELEASE_AND_EXIT : MemoryDecision.SMALLER_SLICES;
    }
}

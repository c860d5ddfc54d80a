package io.shapservice.worker.compute;

import io.shapservice.worker.memory.BatchMemory;
import java.time.Duration;

/**
 * How large a slice may be: long enough to cost nothing, short enough to show progress and to stop soon, and small enough that its
 * doubles do not matter beside the batch's blob.
 */
public record SliceSize(Duration length, long bytes) {
    static final SliceSize NORMAL = new SliceSize(Duration.ofMillis(100), BatchMemory.SLICE);
    static final SliceSize SMALL = new SliceSize(Duration.ofMillis(25), BatchMemory.SLICE / 8);

    /** @param numbersPerRow what explaining a row gives, as doubles */
    int mostRows(long numbersPerRow) {
        return Math.clamp(bytes / (Double.BYTES * Math.max(1, numbersPerRow)), 1, Integer.MAX_VALUE);
    }
}

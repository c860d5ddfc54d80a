package io.shapservice.worker.memory;

/**
 * How much memory is taken.
 *
 * @param used bytes that count against the container's limit
 * @param liveHeap part of the heap's old generation that a collection could not free, 0 to 1
 */
record MemoryReading(long used, double liveHeap) {
    /** Beyond it collections follow each other and free little. */
    static final double HEAP_FULL = 0.9;
    /** Beyond it the next allocation may fail. */
    static final double HEAP_EXHAUSTED = 0.97;

    boolean above(MemoryBounds bounds) {
        return usedAbove(bounds) || liveHeap > HEAP_FULL;
    }

    boolean near(MemoryBounds bounds) {
        return used >= bounds.releaseAt() || liveHeap > HEAP_EXHAUSTED;
    }

    boolean usedAbove(MemoryBounds bounds) {
        return used > bounds.threshold() || used >= bounds.releaseAt();
    }
}

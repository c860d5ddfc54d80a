package io.shapservice.worker.lease;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The part of the heap that batches may take together. Each takes its bytes before its rows are fetched and gives them back when it
 * has ended, so that what is fetched ahead can never be what runs out of memory. Whoever waits here has begun nothing: the batches
 * that have their bytes end without it, so waiting ends.
 */
public final class HeapShare {
    private static final long LOOK_MILLIS = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final long capacity;
    private long taken;

    /** @param capacity bytes */
    public HeapShare(long capacity) {
        this.capacity = capacity;
    }

    public long capacity() {
        return capacity;
    }

    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for room.
     *
     * @param bytes no more than the capacity
     * @param useful asked while there is none
     * @return false when it was no longer useful
     */
    boolean take(long bytes, BooleanSupplier useful) throws InterruptedException {
        lock.lock();
        try {
            while (taken + bytes > capacity) {
                if (!useful.getAsBoolean()) {
                    return false;
                }
                var _ = freed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            taken += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void free(long bytes) {
        lock.lock();
        try {
            taken -= bytes;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

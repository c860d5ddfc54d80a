package io.shapservice.worker.lease;

import io.shapservice.queue.Claim;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A batch that this worker has claimed and not yet ended. */
public final class HeldBatch {
    private final Claim claim;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicLong reserved = new AtomicLong();
    private volatile boolean dropped;

    HeldBatch(Claim claim) {
        this.claim = claim;
    }

    public Claim claim() {
        return claim;
    }

    /** True for one caller only: either the compute thread begins the batch, or a drain gives it back. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Whether its result is still of use to anyone. */
    public boolean wanted() {
        return !dropped;
    }

    void reserved(long bytes) {
        reserved.addAndGet(bytes);
    }

    /** What it had reserved, once. */
    long free() {
        return reserved.getAndSet(0);
    }

    void drop() {
        dropped = true;
    }
}

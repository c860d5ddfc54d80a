package io.shapservice.worker.claim;

import io.shapservice.queue.Lease;
import java.time.Duration;

/**
 * How much work to claim at once: about 100 ms of it, so that a small batch does not cost a round trip each and a large one stays
 * available to others, and never more than a part of what a lease lasts.
 *
 * @param maxBatches at most so many
 * @param maxSeconds CPU seconds
 */
public record ClaimSize(int maxBatches, double maxSeconds) {
    private static final double WORTH_A_CALL = 0.1;
    private static final int MOST = 64;

    public static ClaimSize of(Duration stuckAfter, boolean aggressive) {
        double lease = new Lease(stuckAfter).duration().toNanos() / 1e9;
        return new ClaimSize(aggressive ? 1 : MOST, Math.min(WORTH_A_CALL, lease / 10));
    }

    /** How many fetched batches may be left when the next are claimed, so that the compute thread does not run dry meanwhile. */
    int ahead(int lastClaimed) {
        return lastClaimed / 2;
    }
}

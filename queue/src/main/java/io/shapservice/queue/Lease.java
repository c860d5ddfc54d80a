package io.shapservice.queue;

import java.time.Duration;

/**
 * The part of the stuck-worker timeline that the queue keeps: a lease lasts 0.75 T.
 *
 * @param stuckAfter T
 */
public record Lease(Duration stuckAfter) {
    public Duration duration() {
        return stuckAfter.multipliedBy(3).dividedBy(4);
    }
}

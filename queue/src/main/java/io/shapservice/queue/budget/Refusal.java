package io.shapservice.queue.budget;

import java.time.Duration;

/**
 * Which budget has no room.
 *
 * @param owner whose budget it is
 * @param resource what there is too much of
 * @param used without what was asked for
 * @param asked more than is used now
 * @param retryAfter when there may be room: the excess divided by how fast it drains
 */
public record Refusal(Owner owner, Resource resource, long limit, long used, long asked, Duration retryAfter) {
    /** Whose budget. */
    public enum Owner {
        TENANT,
        SYSTEM
    }

    /** What a budget counts. */
    public enum Resource {
        BYTES,
        ROWS,
        BATCHES
    }

    /** False when no waiting helps: this much was never allowed at once. */
    public boolean mayFitLater() {
        return asked <= limit;
    }
}

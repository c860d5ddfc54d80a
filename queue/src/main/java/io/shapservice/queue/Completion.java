package io.shapservice.queue;

/** How a commit was answered. */
public enum Completion {
    /** The batch is done, by this attempt: now, or by an earlier call whose answer was lost. */
    COMMITTED,
    /** It was done already, by another attempt: delete your blob. */
    DUPLICATE,
    /** This attempt no longer owns the batch: delete your blob. */
    STALE,
    /** The job was cancelled, purged or has ended: delete your blob. */
    GONE
}

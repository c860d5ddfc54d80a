package io.shapservice.queue;

/** How a commit was answered. */
public enum Completion {
    /** The batch is done, by this attempt. */
    COMMITTED,
    /** It was done already, by this or another attempt: delete your blob unless it is the committed one. */
    DUPLICATE,
    /** This attempt no longer owns the batch: delete your blob. */
    STALE,
    /** The job was cancelled, purged or has ended: delete your blob. */
    GONE
}

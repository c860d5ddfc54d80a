package io.shapservice.queue;

import io.shapservice.queue.budget.Refusal;

/** Answer to a submit. */
public sealed interface Submitted {
    /**
     * @param job the submitted job, or the one that is there already under this id or this idempotency key
     * @param created false when nothing was changed because it was there already
     */
    record Accepted(JobView job, boolean created) implements Submitted {}

    /** The key was used with another payload. */
    record KeyReused(String jobId) implements Submitted {}

    /** The key was used with the same payload, for a job that was deleted since. */
    record Deleted(String jobId) implements Submitted {}

    /** Another upload with this key is under way. */
    record InProgress() implements Submitted {}

    /** There is no room for the job and its results; an upload stays open, to be abandoned. */
    record Refused(Refusal refusal) implements Submitted {}

    /** The upload was given up because nothing was heard of it for too long: what it stored is deleted. */
    record Lost() implements Submitted {}
}

package io.shapservice.queue;

/**
 * Answer to a submit.
 *
 * @param job the submitted job, or the one that is there already under this id or this idempotency key
 * @param created false when nothing was changed because the id or the key was there already
 * @param samePayload false when the key was used for another payload; true in every other case
 */
public record Submitted(JobView job, boolean created, boolean samePayload) {
    public Submitted(JobView job, boolean created) {
        this(job, created, true);
    }
}

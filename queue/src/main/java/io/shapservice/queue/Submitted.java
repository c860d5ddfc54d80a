package io.shapservice.queue;

/**
 * Answer to a submit.
 *
 * @param created false when the id was there already
 */
public record Submitted(JobView job, boolean created) {}

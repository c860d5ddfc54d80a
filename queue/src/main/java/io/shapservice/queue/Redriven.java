package io.shapservice.queue;

/**
 * Answer to a redrive.
 *
 * @param batches dead ones that wait again; none when the range has none, or the inputs are no longer kept
 */
public record Redriven(JobView job, int batches) {}

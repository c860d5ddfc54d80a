package io.shapservice.faults.check;

/** A batch that a worker has a lease of. */
public record HeldBatch(String job, long number) {}

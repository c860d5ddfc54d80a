package io.shapservice.queue;

/**
 * A batch leased to one attempt.
 *
 * @param attempt random identity of this lease; only it can commit the batch
 * @param attemptNumber 1 for the first try; drains do not count
 * @param leaseSeconds how long the lease lasts without a renewal
 */
public record Claim(
        String jobId,
        long batch,
        String attempt,
        int attemptNumber,
        long rowOffset,
        int rows,
        String model,
        String modelDigest,
        String options,
        double leaseSeconds) {}

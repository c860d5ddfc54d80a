package io.shapservice.queue;

/**
 * A batch, or a part of one that was split, leased to one attempt.
 *
 * @param batch its number in the job; parts of a split batch have numbers of their own
 * @param attempt random identity of this lease; only it can commit the batch
 * @param attemptNumber 1 for the first try; drains do not count
 * @param rowOffset first row, counted in the job
 * @param leaseSeconds how long the lease lasts without a renewal
 * @param inputBatch in whose blob the rows are
 * @param rowsBefore rows of that blob before the first one to explain
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
        double leaseSeconds,
        long inputBatch,
        int rowsBefore) {
    /** A whole batch. */
    public Claim(
            String jobId,
            long batch,
            String attempt,
            int attemptNumber,
            long rowOffset,
            int rows,
            String model,
            String modelDigest,
            String options,
            double leaseSeconds) {
        this(
                jobId,
                batch,
                attempt,
                attemptNumber,
                rowOffset,
                rows,
                model,
                modelDigest,
                options,
                leaseSeconds,
                batch,
                0);
    }
}

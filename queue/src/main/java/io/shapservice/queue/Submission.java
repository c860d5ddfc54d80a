package io.shapservice.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job whose inputs are stored: batch i holds rows [i·batchSize, min(rows, (i+1)·batchSize)).
 *
 * @param id chosen by the caller, so that a submit can be repeated
 * @param options the explanation options as the API understood them, opaque to the queue
 * @param secondsPerBatch CPU seconds that a batch is expected to take until the fleet has measured it
 * @param resultsTtl how long results are kept after the job's end
 * @param key the client's Idempotency-Key; null when it sent none
 * @param inputBytes what the inputs take up
 * @param resultBytes what the results will take up at most: rows × features × outputs × width
 * @param begun whether the upload was begun: if it was given up since, its inputs are gone
 */
public record Submission(
        String id,
        String tenant,
        String lane,
        String model,
        String modelDigest,
        String options,
        long rows,
        int batchSize,
        double secondsPerBatch,
        Duration resultsTtl,
        @Nullable IdempotencyKey key,
        long inputBytes,
        long resultBytes,
        boolean begun) {
    /** One that reserves nothing and was not begun. */
    public Submission(
            String id,
            String tenant,
            String lane,
            String model,
            String modelDigest,
            String options,
            long rows,
            int batchSize,
            double secondsPerBatch,
            Duration resultsTtl) {
        this(id, tenant, lane, model, modelDigest, options, rows, batchSize, secondsPerBatch, resultsTtl, null);
    }

    /** One that reserves nothing and was not begun. */
    public Submission(
            String id,
            String tenant,
            String lane,
            String model,
            String modelDigest,
            String options,
            long rows,
            int batchSize,
            double secondsPerBatch,
            Duration resultsTtl,
            @Nullable IdempotencyKey key) {
        this(
                id,
                tenant,
                lane,
                model,
                modelDigest,
                options,
                rows,
                batchSize,
                secondsPerBatch,
                resultsTtl,
                key,
                0,
                0,
                false);
    }

    public long batches() {
        return Math.ceilDiv(rows, batchSize);
    }

    /** The job of an upload that was begun, with what it takes up. */
    public Submission ofUpload(long storedBytes, long expectedBytes) {
        return new Submission(
                id,
                tenant,
                lane,
                model,
                modelDigest,
                options,
                rows,
                batchSize,
                secondsPerBatch,
                resultsTtl,
                key,
                storedBytes,
                expectedBytes,
                true);
    }

    /**
     * One client's name for one request: the first submit with it wins, later ones are answered with that job.
     *
     * @param scope hash of tenant, route and the client's key
     * @param payload hash of body and options
     */
    public record IdempotencyKey(String scope, String payload) {}
}

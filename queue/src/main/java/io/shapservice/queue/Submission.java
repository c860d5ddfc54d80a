package io.shapservice.queue;

import java.time.Duration;

/**
 * A job whose inputs are stored: batch i holds rows [i·batchSize, min(rows, (i+1)·batchSize)).
 *
 * @param id chosen by the caller, so that a submit can be repeated
 * @param options the explanation options as the API understood them, opaque to the queue
 * @param secondsPerBatch CPU seconds that a batch is expected to take until the fleet has measured it
 * @param resultsTtl how long results are kept after the job's end
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
        Duration resultsTtl) {
    public long batches() {
        return Math.ceilDiv(rows, batchSize);
    }
}

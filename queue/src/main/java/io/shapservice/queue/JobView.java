package io.shapservice.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as the queue knows it.
 *
 * @param batches grows when one is split
 * @param secondsPerBatch measured, or the estimate of the submission
 * @param dead batches, or parts of them, that were given up, in order of rows
 */
public record JobView(
        String id,
        String tenant,
        String lane,
        String model,
        String modelDigest,
        String options,
        JobState state,
        long rows,
        long rowsDone,
        int batchSize,
        long batches,
        long batchesDone,
        long batchesInFlight,
        double secondsPerBatch,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant progressAt,
        @Nullable Instant endedAt,
        @Nullable Instant expiresAt,
        List<DeadBatch> dead) {
    public JobView {
        dead = List.copyOf(dead);
    }

    /** @param failureClass of the last attempt */
    public record DeadBatch(long batch, long rowOffset, int rows, FailureClass failureClass, String message) {}
}

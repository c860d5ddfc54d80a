package io.shapservice.protocol.sample;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator reads of one service: {@code GET :9090/internal/sample?after=REV&wait=25s}, one JSON object of at most
 * 256 kB, without names of tenants. A reader tolerates unknown fields.
 *
 * @param revision grows when something that a decision depends on has changed; {@code after} waits for a larger one
 * @param incarnation identity of the data in Redis; another one means that the data was lost or replaced
 * @param redisTimeMillis Redis' own clock when the sample was taken, milliseconds since the epoch; 0 while Redis is away
 * @param redis how the process that answers sees Redis
 * @param queue what waits and runs; all zero while Redis is away, so look at {@code redis.reachable} first
 * @param workers every worker that has a heartbeat in Redis
 * @param models which declared models the answering API pod serves; empty from a worker
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sample(
        int schemaVersion,
        long revision,
        String incarnation,
        long redisTimeMillis,
        RedisState redis,
        QueueState queue,
        List<WorkerState> workers,
        List<ModelState> models) {
    public static final int SCHEMA_VERSION = 1;

    public Sample {
        workers = List.copyOf(workers);
        models = List.copyOf(models);
    }

    /** Whether the figures come from Redis and may be decided upon. */
    public boolean good() {
        return redis.reachable();
    }

    /**
     * @param reachable a round trip succeeded within 3 × the Redis timeout
     * @param secondsSinceSuccess since the last good round trip; -1 when there was none
     * @param roundTripMillis of the last good round trip; 0 when there was none
     * @param detail why not reachable, for a person; empty when reachable
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RedisState(boolean reachable, double secondsSinceSuccess, double roundTripMillis, String detail) {}

    /**
     * @param waitingSeconds CPU seconds of work that no worker holds
     * @param inFlightSeconds CPU seconds of work under lease
     * @param oldestAgeSeconds age of the oldest batch that waits; 0 when none waits
     * @param secondsPerBatch the fleet's measured CPU cost of a batch, averaged over what waits; the cold estimate before that
     * @param rowsDone rows committed since the incarnation began
     * @param integrity whether Redis still holds what it was trusted with
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record QueueState(
            double waitingSeconds,
            double inFlightSeconds,
            double oldestAgeSeconds,
            double secondsPerBatch,
            long waitingBatches,
            long inFlightBatches,
            long waitingRows,
            long deadBatches,
            long jobsActive,
            long rowsDone,
            @Nullable Integrity integrity) {
        public static final QueueState UNKNOWN = new QueueState(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        public QueueState {
            integrity = integrity == null ? Integrity.INTACT : integrity;
        }

        /** Never null: a sample of an older version says nothing of it. */
        @Override
        public Integrity integrity() {
            return integrity == null ? Integrity.INTACT : integrity;
        }

        /** One whose data is intact. */
        public QueueState(
                double waitingSeconds,
                double inFlightSeconds,
                double oldestAgeSeconds,
                double secondsPerBatch,
                long waitingBatches,
                long inFlightBatches,
                long waitingRows,
                long deadBatches,
                long jobsActive,
                long rowsDone) {
            this(
                    waitingSeconds,
                    inFlightSeconds,
                    oldestAgeSeconds,
                    secondsPerBatch,
                    waitingBatches,
                    inFlightBatches,
                    waitingRows,
                    deadBatches,
                    jobsActive,
                    rowsDone,
                    Integrity.INTACT);
        }
    }

    /**
     * @param dataLosses how often a process found that Redis had forgotten what it had answered
     * @param lastLoss {@code empty} when all was gone, {@code rollback} when the last writes were, as after a failover; empty for
     *     none
     * @param lastLossMillis when it was found, milliseconds since the epoch; 0 for none
     * @param repairs jobs whose keys contradicted each other and were mended
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Integrity(long dataLosses, String lastLoss, long lastLossMillis, long repairs) {
        public static final Integrity INTACT = new Integrity(0, "", 0, 0);
    }

    /**
     * @param name the pod's name
     * @param uid the pod's UID
     * @param heartbeatAgeSeconds since the worker last reported; grows when the process is frozen or cut off
     * @param progressAgeSeconds since its work counter last moved while it held work; 0 when idle
     * @param leases batches that it holds
     * @param batches the held batches, {@code job:index}, at most 8
     * @param memoryUsedMiB resident memory
     * @param state one of {@code idle}, {@code busy}, {@code paused}, {@code draining}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkerState(
            String name,
            String uid,
            double heartbeatAgeSeconds,
            double progressAgeSeconds,
            int leases,
            List<String> batches,
            double rowsPerSecond,
            long memoryUsedMiB,
            String state) {
        public WorkerState {
            batches = List.copyOf(batches);
        }
    }

    /**
     * @param digest {@code sha256:…}, empty while not loaded
     * @param ready the model is loaded and answers
     * @param reason CamelCase reason, {@code Loaded} when ready
     * @param message what is wrong, where, what to do; empty when ready
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ModelState(String name, String digest, boolean ready, String reason, String message) {}
}

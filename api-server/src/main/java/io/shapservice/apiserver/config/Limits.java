package io.shapservice.apiserver.config;

import java.time.Duration;

/**
 * Bounds that are checked before work is done.
 *
 * @param jobBytes of a job's body, after unpacking
 * @param jobRows of a job
 * @param syncBytes of a sync explain's body, after unpacking
 * @param syncValues numbers of a sync explain's rows in memory
 * @param syncCost of a sync explain: rows × the explainer's cost per row
 * @param features columns of any table
 * @param batchBytes of one batch's input or result in a worker's memory
 * @param uploads jobs that one process takes in at once
 * @param syncWaiting sync explains that may wait for a core
 * @param longestWait of a long poll
 * @param heartbeat longest silence of a stream of events: a client that has gone is noticed at the next write
 */
public record Limits(
        long jobBytes,
        long jobRows,
        long syncBytes,
        int syncValues,
        long syncCost,
        int features,
        long batchBytes,
        int uploads,
        int syncWaiting,
        Duration longestWait,
        Duration heartbeat) {
    private static final long MIB = 1024 * 1024;

    public static final Limits DEFAULT = new Limits(
            8L * 1024 * MIB,
            100_000_000,
            32 * MIB,
            2_000_000,
            500_000_000L,
            10_000,
            32 * MIB,
            8,
            64,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    /** The same with another longest silence. */
    public Limits withHeartbeat(Duration silence) {
        return new Limits(
                jobBytes,
                jobRows,
                syncBytes,
                syncValues,
                syncCost,
                features,
                batchBytes,
                uploads,
                syncWaiting,
                longestWait,
                silence);
    }
}

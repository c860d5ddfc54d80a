package io.shapservice.queue;

/**
 * What a worker reports.
 *
 * @param workCounter grows with every piece of work done
 * @param state idle, busy, paused or draining
 */
public record Heartbeat(long workCounter, double rowsPerSecond, long memoryUsedMiB, String state) {}

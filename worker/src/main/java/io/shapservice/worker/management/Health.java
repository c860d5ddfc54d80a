package io.shapservice.worker.management;

import io.shapservice.protocol.sample.Sample;

/**
 * What {@code /health} tells.
 *
 * @param live the watchdog is at work: what liveness means
 * @param ready the queue knows this worker, and it takes work
 * @param state idle, busy, paused or draining
 */
public record Health(
        boolean live,
        boolean ready,
        String worker,
        String state,
        int heldBatches,
        long memoryUsedMiB,
        Sample.RedisState redis) {}

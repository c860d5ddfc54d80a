package io.shapservice.queue;

import java.util.Set;

/**
 * What a worker reports.
 *
 * @param workCounter grows with every piece of work done
 * @param state idle, busy, paused or draining
 * @param attempts the attempts that this process knows it holds: a claim whose answer was lost, or one of the process that ran
 *     under this name before, is not among them and must not be kept alive
 */
public record Heartbeat(
        long workCounter, double rowsPerSecond, long memoryUsedMiB, String state, Set<String> attempts) {
    public Heartbeat {
        attempts = Set.copyOf(attempts);
    }
}

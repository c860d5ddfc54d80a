package io.shapservice.queue;

import java.util.Set;

/**
 * Answer to a heartbeat.
 *
 * @param dropped attempts that this worker must stop: cancelled, or no longer its own
 * @param extended whether the leases were extended
 */
public record Renewal(Set<String> dropped, boolean extended) {
    public Renewal {
        dropped = Set.copyOf(dropped);
    }
}

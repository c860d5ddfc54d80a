package io.shapservice.queue;

/** Answer to a heartbeat. @param dropped attempts that this worker must stop: cancelled or no longer its own @param extended whether the leases were extended */
public record Renewal(java.util.Set<String> dropped, boolean extended) {}

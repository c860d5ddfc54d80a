package io.shapservice.worker.memory;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.protocol.env.EnvironmentVariable;

/**
 * Bytes of memory that mean something to a worker.
 *
 * @param limit what the container may use; beyond it the kernel kills
 * @param threshold above it no new work is started
 */
public record MemoryBounds(long limit, long threshold) {
    public static final long MIB = 1L << 20;
    private static final int MOST_MIB = 1 << 24;
    private static final double RELEASE_AT = 0.95;

    /** Threshold absent: the default 475 of 512, and the same share of another limit. */
    public static MemoryBounds from(Environment environment) {
        int limit = environment.integer(EnvironmentVariable.MEMORY_LIMIT_MB, 512, 1, MOST_MIB);
        int threshold = environment.integer(
                EnvironmentVariable.MEMORY_THRESHOLD_MB, Math.max(1, (int) (limit * 475L / 512)), 1, MOST_MIB);
        if (threshold >= limit) {
            throw new ConfigurationException(
                    "MEMORY_THRESHOLD_MB is " + threshold + ": it must be below MEMORY_LIMIT_MB (" + limit
                            + "), set it to " + limit * 475L / 512 + " or raise the limit");
        }
        return new MemoryBounds(limit * MIB, threshold * MIB);
    }

    /** From here on the worker gives its work back and ends, before the kernel ends it. */
    public long releaseAt() {
        return (long) (limit * RELEASE_AT);
    }
}

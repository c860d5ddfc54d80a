package io.shapservice.local;

import java.nio.file.Path;

/**
 * How local mode runs.
 *
 * @param distribution the programs that pods run
 * @param archives folder that outlives a run, for what makes the next start faster; made when absent
 * @param registry where the instance makes itself known
 */
public record LocalOptions(Distribution distribution, Path archives, InstanceRegistry registry) {

    /** With the registry of this user, and archives beside the worker's jar. */
    public static LocalOptions of(Distribution distribution) {
        Path archives = distribution.workerJar().toAbsolutePath().resolveSibling("archives");
        return new LocalOptions(distribution, archives, InstanceRegistry.ofUser(System.getenv()));
    }
}

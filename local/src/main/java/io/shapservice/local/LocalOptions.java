package io.shapservice.local;

/**
 * How local mode runs.
 *
 * @param distribution the programs that pods run
 * @param registry where the instance makes itself known
 */
public record LocalOptions(Distribution distribution, InstanceRegistry registry) {}

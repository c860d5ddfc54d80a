package io.shapservice.engine.model;

import io.shapservice.engine.ensemble.EnsembleLimits;

/**
 * The largest model that is read.
 *
 * @param fileBytes size of the file
 */
public record ModelLimits(long fileBytes, EnsembleLimits ensemble) {
    public static final ModelLimits DEFAULT = new ModelLimits(1L << 30, EnsembleLimits.DEFAULT);

    /** The published limits, lowered to what this JVM's heap can hold. */
    public static ModelLimits ofThisProcess() {
        return new ModelLimits(
                DEFAULT.fileBytes, DEFAULT.ensemble.within(Runtime.getRuntime().maxMemory()));
    }
}

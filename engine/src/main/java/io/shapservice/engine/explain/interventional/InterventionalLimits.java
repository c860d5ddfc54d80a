package io.shapservice.engine.explain.interventional;

/**
 * How far tables go. Which trees have tables decides the last bits of the values, so these are the same on every machine.
 *
 * @param tableBytes of all trees' tables together; trees that do not fit, and those with more than {@link BlockPlanner#MAX_BITS}
 *     features on a path, are computed for each pair of a row and a background row
 * @param pairedRows background rows at most where each pair is computed
 */
public record InterventionalLimits(long tableBytes, int pairedRows) {
    public static final InterventionalLimits DEFAULT = new InterventionalLimits(1L << 30, 1000);
}

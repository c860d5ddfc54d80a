package io.shapservice.engine.explain.interventional;

/**
 * How far tables go. Which trees have tables decides the last bits of the values, so these are the same on every machine.
 *
 * @param tableBytes of all trees' tables together; trees that do not fit, and those with more than {@link BlockPlanner#MAX_BITS}
 *     features on a path, are computed for each pair of a row and a background row
 * @param pairedRows background rows at most where each pair is computed
 * @param heapBytes of this process's heap that one model's tables may take; a model that needs more is refused, not computed
 *     differently
 */
public record InterventionalLimits(long tableBytes, int pairedRows, long heapBytes) {
    public static final InterventionalLimits DEFAULT = new InterventionalLimits(1L << 30, 1000);

    /** Half of the heap. */
    public InterventionalLimits(long tableBytes, int pairedRows) {
        this(tableBytes, pairedRows, Runtime.getRuntime().maxMemory() / 2);
    }

    /** The same in a process that has this much heap for tables. */
    public InterventionalLimits withHeap(long bytes) {
        return new InterventionalLimits(tableBytes, pairedRows, bytes);
    }
}

package io.shapservice.engine.explain.path;

/**
 * All steps of one kind in a {@link RowGroup}.
 *
 * @param <T> an array of numbers
 * @param splits of each
 * @param slot of the first; the others follow
 * @param split in the program, the first step's first; the others' first splits follow, then all second ones
 * @param constants {@code [operand][step]}
 */
record RowSteps<T>(int code, int count, int splits, int slot, int split, T[] constants) {}

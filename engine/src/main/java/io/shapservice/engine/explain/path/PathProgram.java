package io.shapservice.engine.explain.path;

/**
 * One tree, for some of the points of its quadrature rule, as {@link Steps} with their operands.
 *
 * @param points quadrature points of this pass
 * @param steps {@code steps[0]} is 0; then for each step its code, its length, and its operands; for a step on the way up, where
 *     the step on the way down is whose operands it shares
 */
record PathProgram(int points, int[] steps) {}

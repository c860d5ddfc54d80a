package io.shapservice.smile.surrogate;

/**
 * How well a surrogate does on rows that it was not trained on.
 *
 * @param measure {@code R2}: 1 − squared error / variance of the target; {@code AUC}: how often a row of a class scores higher than
 *     one of another, the mean over classes when there are three or more
 * @param value 1 is perfect; NaN when the held-out rows all have one target
 * @param rows held out
 */
public record Fidelity(String measure, double value, int rows) {}

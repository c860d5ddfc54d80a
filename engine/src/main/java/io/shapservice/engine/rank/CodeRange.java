package io.shapservice.engine.rank;

/** A row meets some conditions on one feature exactly when {@code low ≤ code < high} for its code in {@code column}. */
public record CodeRange(int column, int low, int high) {}

package io.shapservice.engine.rank;

/** A split on a path, and the way that the path takes there. */
public record Condition(int node, boolean left) {}

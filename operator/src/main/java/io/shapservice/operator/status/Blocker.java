package io.shapservice.operator.status;

/** Why the operator did not do, or could not do, what the resource asks for. */
public record Blocker(ConditionReason reason, String message) {}

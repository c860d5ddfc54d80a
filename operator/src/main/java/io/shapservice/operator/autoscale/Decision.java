package io.shapservice.operator.autoscale;

/**
 * @param desired the number that is right, as reported
 * @param target the number that is acted upon; differs from {@code desired} in mode Advisory
 * @param evidence what the number comes from, for an event: "backlog 57 s of work, target 10 s"
 */
public record Decision(int desired, int target, Reason reason, String evidence) {}

package io.shapservice.operator.stuck;

/**
 * One worker that is to be replaced.
 *
 * @param evidence what was seen, for the event
 */
public record Verdict(String pod, String uid, String evidence) {}

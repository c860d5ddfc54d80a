package io.shapservice.operator.sampling;

/** A pod that serves samples. */
public record Target(String pod, String uid, String ip, boolean api) {}

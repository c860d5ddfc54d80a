package io.shapservice.cli.cluster;

/**
 * What the operator told in an event.
 *
 * @param service name of the ShapService that it is about
 * @param reason one word of a closed set, such as {@code ScaledUp}
 * @param message the decision with its evidence, for people
 */
public record Told(String service, String reason, String message) {}

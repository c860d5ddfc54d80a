package io.shapservice.operator.manifest;

import java.util.Optional;

/**
 * What the installation of the operator gives to every service.
 *
 * @param namespace where the operator runs; empty when it runs outside of the cluster
 */
public record Installation(Images images, Optional<String> namespace) {}

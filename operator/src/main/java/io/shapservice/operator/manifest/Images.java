package io.shapservice.operator.manifest;

/** Images of the pods that the operator makes; {@code redis} is the default of a managed Redis. */
public record Images(String api, String worker, String redis) {}

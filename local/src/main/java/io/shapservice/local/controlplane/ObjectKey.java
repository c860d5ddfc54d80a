package io.shapservice.local.controlplane;

/**
 * Names one object.
 *
 * @param namespace empty for kinds of the cluster
 */
record ObjectKey(ResourceType type, String namespace, String name) {}

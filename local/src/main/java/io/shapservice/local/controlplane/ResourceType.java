package io.shapservice.local.controlplane;

/**
 * A kind that the API server stores.
 *
 * @param group API group; empty for the core group
 * @param status whether status is written through its own subresource only
 * @param counted whether {@code metadata.generation} counts changes of the specification
 */
record ResourceType(
        String group, String version, String plural, String kind, boolean namespaced, boolean status, boolean counted) {

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As messages name it: {@code pods}, {@code deployments.apps}. */
    String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean isPod() {
        return group.isEmpty() && plural.equals("pods");
    }

    boolean isDefinition() {
        return group.equals("apiextensions.k8s.io") && plural.equals("customresourcedefinitions");
    }
}

package io.shapservice.local.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kinds that are known: the built-in ones that the operator and the node use, and those of definitions. */
final class ResourceTypes {
    private final List<ResourceType> types = new ArrayList<>();

    ResourceTypes() {
        stored("", "v1", "namespaces", "Namespace", false);
        stored("", "v1", "configmaps", "ConfigMap", true);
        stored("", "v1", "secrets", "Secret", true);
        stored("", "v1", "events", "Event", true);
        stored("", "v1", "serviceaccounts", "ServiceAccount", true);
        stored("", "v1", "endpoints", "Endpoints", true);
        stored("", "v1", "nodes", "Node", false);
        running("", "v1", "services", "Service", false);
        running("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", false);
        running("", "v1", "pods", "Pod", true);
        running("apps", "v1", "deployments", "Deployment", true);
        running("apps", "v1", "replicasets", "ReplicaSet", true);
        running("apps", "v1", "statefulsets", "StatefulSet", true);
        running("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);
        running("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", false);
        stored("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true);
        stored("events.k8s.io", "v1", "events", "Event", true);
        stored("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
        stored("coordination.k8s.io", "v1", "leases", "Lease", true);
        stored("rbac.authorization.k8s.io", "v1", "roles", "Role", true);
        stored("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true);
        stored("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false);
        stored("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false);
        types.add(new ResourceType(
                "apiextensions.k8s.io",
                "v1",
                "customresourcedefinitions",
                "CustomResourceDefinition",
                false,
                true,
                true));
    }

    private void stored(String group, String version, String plural, String kind, boolean namespaced) {
        types.add(new ResourceType(group, version, plural, kind, namespaced, false, false));
    }

    private void running(String group, String version, String plural, String kind, boolean counted) {
        types.add(new ResourceType(group, version, plural, kind, true, true, counted));
    }

    List<ResourceType> all() {
        return List.copyOf(types);
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return types.stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.plural().equals(plural))
                .findFirst();
    }

    /** Makes a kind known, or replaces what was known of it. */
    void put(ResourceType type) {
        remove(type.group(), type.plural(), type.version());
        types.add(type);
    }

    void remove(String group, String plural, String version) {
        types.removeIf(type -> type.group().equals(group)
                && type.plural().equals(plural)
                && type.version().equals(version));
    }
}

package io.shapservice.local.controlplane;

import java.util.List;
import java.util.Map;

/** The built-in kinds' lists, from the {@code x-kubernetes-list-type} and merge keys of Kubernetes' own OpenAPI. */
final class BuiltInListTypes implements ListTypes {
    private static final Map<String, ListType> BY_FIELD = Map.ofEntries(
            Map.entry("containers", ListTypes.by("name")),
            Map.entry("initContainers", ListTypes.by("name")),
            Map.entry("ephemeralContainers", ListTypes.by("name")),
            Map.entry("env", ListTypes.by("name")),
            Map.entry("volumes", ListTypes.by("name")),
            Map.entry("volumeMounts", ListTypes.by("mountPath")),
            Map.entry("volumeDevices", ListTypes.by("devicePath")),
            Map.entry("imagePullSecrets", ListTypes.by("name")),
            Map.entry("hostAliases", ListTypes.by("ip")),
            Map.entry("topologySpreadConstraints", ListTypes.by("topologyKey", "whenUnsatisfiable")),
            Map.entry("schedulingGates", ListTypes.by("name")),
            Map.entry("resourceClaims", ListTypes.by("name")),
            Map.entry("conditions", ListTypes.by("type")),
            Map.entry("ownerReferences", ListTypes.by("uid")),
            Map.entry("podIPs", ListTypes.by("ip")),
            Map.entry("finalizers", SCALARS));

    @Override
    public ListType at(List<String> path) {
        String field = path.getLast();
        if (field.equals("ports")) {
            if (path.contains("containers") || path.contains("initContainers")) {
                return ListTypes.by("containerPort", "protocol");
            }
            return path.equals(List.of("spec", "ports")) ? ListTypes.by("port", "protocol") : ATOMIC;
        }
        return BY_FIELD.getOrDefault(field, ATOMIC);
    }
}

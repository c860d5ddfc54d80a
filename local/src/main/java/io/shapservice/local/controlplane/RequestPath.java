package io.shapservice.local.controlplane;

import java.util.List;
import java.util.Optional;

/**
 * What a URL path names.
 *
 * @param namespace empty for all namespaces, or for kinds of the cluster
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record RequestPath(ResourceType type, String namespace, String name, String subresource) {

    static Optional<RequestPath> parse(String path, ResourceTypes types) {
        List<String> parts = List.of(path.replaceAll("^/+|/+$", "").split("/"));
        boolean core = parts.getFirst().equals("api");
        int start = core ? 2 : 3;
        if (!(core || parts.getFirst().equals("apis")) || parts.size() <= start) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(start - 1);
        List<String> rest = parts.subList(start, parts.size());
        if (rest.getFirst().equals("namespaces") && rest.size() >= 3) {
            Optional<RequestPath> inside = types.find(group, version, rest.get(2))
                    .filter(ResourceType::namespaced)
                    .map(type -> new RequestPath(type, rest.get(1), part(rest, 3), part(rest, 4)));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return types.find(group, version, rest.getFirst())
                .map(type -> new RequestPath(type, "", part(rest, 1), part(rest, 2)));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    ObjectKey key() {
        return new ObjectKey(type, namespace, name);
    }
}

package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers what clients ask about the server itself: its version, its groups, and what one may do (everything). */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    Optional<ApiResponse> answer(ApiRequest request) {
        if (request.method().equals("POST")) {
            return review(request.path());
        }
        return switch (request.path()) {
            case "/version" -> Optional.of(ApiResponse.ok(version()));
            case "/healthz", "/livez", "/readyz" -> Optional.of(ApiResponse.ok(ObjectWriter.nothing()));
            case "/api" -> Optional.of(ApiResponse.ok(core()));
            case "/apis" -> Optional.of(ApiResponse.ok(groups()));
            default -> resources(request.path()).map(ApiResponse::ok);
        };
    }

    private static JsonNode version() {
        ObjectNode version = ObjectWriter.nothing().put("major", "1").put("minor", "34");
        return version.put("gitVersion", "v1.34.0+local").put("platform", "linux/amd64");
    }

    private static JsonNode core() {
        ObjectNode versions = ObjectWriter.nothing().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private JsonNode groups() {
        Map<String, ArrayNode> groups = new TreeMap<>();
        for (ResourceType type : types.all()) {
            if (!type.group().isEmpty()) {
                ArrayNode versions = groups.computeIfAbsent(
                        type.group(), group -> ObjectWriter.nothing().putArray("versions"));
                if (versions.findValuesAsText("version").stream().noneMatch(type.version()::equals)) {
                    versions.addObject().put("groupVersion", type.apiVersion()).put("version", type.version());
                }
            }
        }
        ObjectNode list = ObjectWriter.nothing().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode items = list.putArray("groups");
        groups.forEach((group, versions) -> {
            ObjectNode item = items.addObject().put("name", group);
            item.set("versions", versions);
            item.set("preferredVersion", versions.get(0));
        });
        return list;
    }

    private Optional<JsonNode> resources(String path) {
        List<ResourceType> served = types.all().stream()
                .filter(type -> path.equals((type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion()))
                .toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = ObjectWriter.nothing().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", served.getFirst().apiVersion());
        ArrayNode items = list.putArray("resources");
        for (ResourceType type : served) {
            ObjectNode item = items.addObject().put("name", type.plural()).put("kind", type.kind());
            item.put("singularName", "").put("namespaced", type.namespaced());
            VERBS.forEach(item.withArray("verbs")::add);
            if (type.status()) {
                ObjectNode status = items.addObject().put("name", type.plural() + "/status");
                status.put("kind", type.kind()).put("singularName", "").put("namespaced", type.namespaced());
                status.putArray("verbs").add("get").add("patch").add("update");
            }
        }
        return Optional.of(list);
    }

    private static Optional<ApiResponse> review(String path) {
        ObjectNode review = ObjectWriter.nothing().put("apiVersion", "authorization.k8s.io/v1");
        review.putObject("metadata");
        review.putObject("spec");
        if (path.endsWith("/selfsubjectrulesreviews")) {
            review.put("kind", "SelfSubjectRulesReview");
            ObjectNode status = review.putObject("status").put("incomplete", false);
            status.putArray("nonResourceRules");
            ObjectNode rule = status.putArray("resourceRules").addObject();
            for (String field : new String[] {"apiGroups", "resources", "verbs"}) {
                rule.putArray(field).add("*");
            }
            return Optional.of(ApiResponse.created(review));
        }
        if (path.endsWith("/selfsubjectaccessreviews")) {
            review.put("kind", "SelfSubjectAccessReview").putObject("status").put("allowed", true);
            return Optional.of(ApiResponse.created(review));
        }
        return Optional.empty();
    }
}

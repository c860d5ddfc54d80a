package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** The lists of a custom resource, as its definition's schema types them. */
record SchemaListTypes(JsonNode schema, ListTypes metadata) implements ListTypes {

    @Override
    public ListType at(List<String> path) {
        if (path.getFirst().equals("metadata")) {
            return metadata.at(path);
        }
        JsonNode node = schema;
        for (String field : path) {
            JsonNode object = node.path("type").asText().equals("array") ? node.path("items") : node;
            JsonNode property = object.path("properties").path(field);
            node = property.isMissingNode() ? object.path("additionalProperties") : property;
        }
        return switch (node.path("x-kubernetes-list-type").asText()) {
            case "map" -> new ListType.Keyed(keys(node.path("x-kubernetes-list-map-keys")));
            case "set" -> SCALARS;
            default -> ATOMIC;
        };
    }

    private static List<String> keys(JsonNode names) {
        List<String> keys = new ArrayList<>();
        (names.isArray() ? names : MissingNode.getInstance()).forEach(name -> keys.add(name.asText()));
        return keys;
    }
}

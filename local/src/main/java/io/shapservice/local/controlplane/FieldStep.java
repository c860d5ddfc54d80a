package io.shapservice.local.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Follows one step of a FieldsV1 path into an object: {@code f:image}, {@code k:{"name":"api"}}, {@code v:"x"}. */
final class FieldStep {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FieldStep() {}

    static JsonNode into(JsonNode node, String step) {
        String name = step.substring(2);
        return switch (step.charAt(0)) {
            case 'f' -> node.path(name);
            case 'k' -> item(node, parse(name));
            default -> scalar(node, parse(name));
        };
    }

    /** As messages write it: {@code .image}, {@code [name="api"]}. */
    static String written(String step) {
        String name = step.substring(2);
        if (step.charAt(0) == 'f') {
            return "." + name;
        }
        StringBuilder keys = new StringBuilder();
        parse(name)
                .properties()
                .forEach(key -> keys.append(keys.isEmpty() ? "" : ",")
                        .append(key.getKey())
                        .append('=')
                        .append(key.getValue()));
        return "[" + (keys.isEmpty() ? name : keys) + "]";
    }

    private static JsonNode item(JsonNode items, JsonNode key) {
        for (JsonNode item : items) {
            boolean same = key.properties().stream()
                    .allMatch(field -> item.path(field.getKey()).equals(field.getValue())
                            || (field.getKey().equals("protocol") && !item.has("protocol")));
            if (same) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode scalar(JsonNode items, JsonNode value) {
        for (JsonNode item : items) {
            if (item.equals(value)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("managedFields carry a step that is not JSON: " + json);
        }
    }
}

package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Walks an object along its schema and notes each violation in the words of a Kubernetes API server. */
record SchemaCheck(List<String> violations) {

    void check(JsonNode value, JsonNode schema, String path) {
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (!hasType(value, schema)) {
            String type = schema.path("x-kubernetes-int-or-string").asBoolean()
                    ? "integer,string"
                    : schema.path("type").asText();
            invalid(path, value, "must be of type " + type + ": \"" + nameOf(value) + "\"");
            return;
        }
        allowed(value, schema, path);
        if (value.isObject()) {
            fields(value, schema, path);
        } else if (value.isArray()) {
            items(value, schema, path);
        } else if (value.isTextual()) {
            text(value, schema, path);
        } else if (value.isNumber()) {
            number(value, schema, path);
        }
    }

    private static boolean hasType(JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() || (value.isNumber() && value.asDouble() % 1 == 0);
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private void allowed(JsonNode value, JsonNode schema, String path) {
        JsonNode allowed = schema.path("enum");
        if (!allowed.isArray()) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode each : allowed) {
            if (each.equals(value)) {
                return;
            }
            names.add(each.toString());
        }
        violations.add(path + ": Unsupported value: " + value + ": supported values: " + String.join(", ", names));
    }

    private void fields(JsonNode object, JsonNode schema, String path) {
        schema.path("required").forEach(name -> {
            if (object.path(name.asText()).isMissingNode()) {
                violations.add(at(path, name.asText()) + ": Required value");
            }
        });
        JsonNode others = schema.path("additionalProperties");
        object.properties().forEach(entry -> {
            JsonNode property = schema.path("properties").path(entry.getKey());
            check(entry.getValue(), property.isMissingNode() ? others : property, at(path, entry.getKey()));
        });
        bound(object, schema, path, "maxProperties", object.size(), "should have at most %s properties", 1);
        bound(object, schema, path, "minProperties", object.size(), "should have at least %s properties", -1);
    }

    private void items(JsonNode items, JsonNode schema, String path) {
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), schema.path("items"), path + "[" + i + "]");
        }
        bound(items, schema, path, "maxItems", items.size(), "should have at most %s items", 1);
        bound(items, schema, path, "minItems", items.size(), "should have at least %s items", -1);
        String listType = schema.path("x-kubernetes-list-type").asText();
        if (listType.equals("map") || listType.equals("set")) {
            unique(items, schema, path);
        }
    }

    private void unique(JsonNode items, JsonNode schema, String path) {
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode key = keys.isEmpty() ? items.get(i) : ItemKey.of(items.get(i), keys);
            if (!seen.add(key)) {
                violations.add(path + "[" + i + "]: Duplicate value: " + key);
            }
        }
    }

    private void text(JsonNode value, JsonNode schema, String path) {
        String text = value.asText();
        int length = text.codePointCount(0, text.length());
        bound(value, schema, path, "maxLength", length, "should be at most %s chars long", 1);
        bound(value, schema, path, "minLength", length, "should be at least %s chars long", -1);
        String pattern = schema.path("pattern").asText();
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            invalid(path, value, "should match '" + pattern + "'");
        }
    }

    private void number(JsonNode value, JsonNode schema, String path) {
        double number = value.asDouble();
        bound(value, schema, path, "maximum", number, "should be less than or equal to %s", 1);
        bound(value, schema, path, "minimum", number, "should be greater than or equal to %s", -1);
    }

    private void bound(
            JsonNode value, JsonNode schema, String path, String name, double actual, String rule, int direction) {
        JsonNode bound = schema.path(name);
        if (bound.isNumber() && (actual - bound.asDouble()) * direction > 0) {
            invalid(path, value, rule.formatted(bound.asText()));
        }
    }

    private void invalid(String path, JsonNode value, String rule) {
        String shown = value.isContainerNode() ? value.getNodeType().name() : value.toString();
        violations.add(path + ": Invalid value: " + shown + ": " + path + " in body " + rule);
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

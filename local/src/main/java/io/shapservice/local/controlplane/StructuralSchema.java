package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The structural schema of a custom resource: its defaults, the fields that it does not know, and what it forbids.
 *
 * @param root {@code openAPIV3Schema} of a served version
 */
record StructuralSchema(JsonNode root) {

    /** Fills in what is absent and has a default, in place; a default is itself filled further. */
    void fillDefaults(ObjectNode object) {
        defaults(object, root);
    }

    private static void defaults(JsonNode node, JsonNode schema) {
        if (node instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode value = object.get(property.getKey());
                JsonNode absent = property.getValue().path("default");
                boolean nullToDefault = value != null
                        && value.isNull()
                        && !property.getValue().path("nullable").asBoolean();
                if ((value == null || nullToDefault) && !absent.isMissingNode()) {
                    object.set(property.getKey(), absent.deepCopy());
                }
                if (object.get(property.getKey()) != null) {
                    defaults(object.get(property.getKey()), property.getValue());
                }
            });
            JsonNode others = schema.path("additionalProperties");
            if (others.isObject()) {
                object.forEach(value -> defaults(value, others));
            }
        } else if (node instanceof ArrayNode items) {
            items.forEach(item -> defaults(item, schema.path("items")));
        }
    }

    /** Paths of fields that the schema does not declare. */
    List<String> unknownFields(JsonNode object) {
        List<String> unknown = new ArrayList<>();
        unknown(object, root, "", unknown);
        return unknown;
    }

    private static void unknown(JsonNode node, JsonNode schema, String path, List<String> unknown) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        if (node.isObject()) {
            JsonNode others = schema.path("additionalProperties");
            node.properties().forEach(entry -> {
                String name = entry.getKey();
                JsonNode property = schema.path("properties").path(name);
                String here = path.isEmpty() ? name : path + "." + name;
                if (!property.isMissingNode()) {
                    unknown(entry.getValue(), property, here, unknown);
                } else if (others.isObject()) {
                    unknown(entry.getValue(), others, here, unknown);
                } else if (!others.asBoolean() && !isTypeMeta(path, name)) {
                    unknown.add(here);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                unknown(node.get(i), schema.path("items"), path + "[" + i + "]", unknown);
            }
        }
    }

    private static boolean isTypeMeta(String path, String name) {
        boolean typeMeta = name.equals("apiVersion") || name.equals("kind") || name.equals("metadata");
        return path.equals("metadata") || path.startsWith("metadata.") || (path.isEmpty() && typeMeta);
    }

    /** What the schema forbids in an object, one message each. */
    List<String> violations(JsonNode object) {
        List<String> violations = new ArrayList<>();
        new SchemaCheck(violations).check(object, root, "");
        return violations;
    }
}

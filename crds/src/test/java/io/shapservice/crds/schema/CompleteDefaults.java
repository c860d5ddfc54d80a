package io.shapservice.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;

/**
 * Writes an object's default out in full. An API server checks a default against the rules of its schema before it has filled
 * in the defaults inside it, so {@code {}} would break every rule that reads a field.
 */
final class CompleteDefaults {
    private CompleteDefaults() {}

    static void complete(JSONSchemaProps schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(CompleteDefaults::complete);
        }
        if (schema.getItems() != null) {
            complete(schema.getItems().getSchema());
        }
        if (schema.getDefault() instanceof ObjectNode value) {
            schema.setDefault(filled(value, schema));
        }
    }

    private static JsonNode filled(JsonNode value, JSONSchemaProps schema) {
        if (!(value instanceof ObjectNode object) || schema.getProperties() == null) {
            return value;
        }
        ObjectNode complete = object.deepCopy();
        for (Map.Entry<String, JSONSchemaProps> field : schema.getProperties().entrySet()) {
            JsonNode inner = complete.has(field.getKey())
                    ? complete.get(field.getKey())
                    : field.getValue().getDefault();
            if (inner != null) {
                complete.set(field.getKey(), filled(inner, field.getValue()));
            }
        }
        return complete;
    }
}

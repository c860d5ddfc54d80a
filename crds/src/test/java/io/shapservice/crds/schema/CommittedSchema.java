package io.shapservice.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The schema as the jar carries it. */
final class CommittedSchema {
    private CommittedSchema() {}

    static JsonNode root() throws IOException {
        try (InputStream yaml = CommittedSchema.class.getResourceAsStream("/shapservices.shapservice.io.yaml")) {
            return new YAMLMapper().readTree(yaml).at("/spec/versions/0/schema/openAPIV3Schema");
        }
    }

    static JsonNode spec() throws IOException {
        return root().at("/properties/spec");
    }

    /** Fills in defaults as an API server does: the parent's before the fields inside it. */
    static JsonNode withDefaults(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            filled.setAll(object);
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                JsonNode inner = filled.get(field.getKey());
                JsonNode start = inner == null ? field.getValue().get("default") : inner;
                if (start != null) {
                    filled.set(field.getKey(), withDefaults(start, field.getValue()));
                }
            }
            return filled;
        }
        if (value.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(withDefaults(item, schema.path("items"))));
            return items;
        }
        return value;
    }
}

package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The schemas of custom resources, kept in step with the stored CustomResourceDefinitions. */
final class Definitions {
    private static final ListTypes BUILT_IN = new BuiltInListTypes();

    private final ResourceTypes types;
    private final Map<ResourceType, StructuralSchema> schemas = new HashMap<>();

    Definitions(ResourceTypes types) {
        this.types = types;
    }

    Optional<StructuralSchema> schema(ResourceType type) {
        return Optional.ofNullable(schemas.get(type));
    }

    ListTypes lists(ResourceType type) {
        StructuralSchema schema = schemas.get(type);
        return schema == null ? BUILT_IN : new SchemaListTypes(schema.root(), BUILT_IN);
    }

    /** Serves the kind of a definition in each of its served versions. */
    void define(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            ResourceType type = new ResourceType(
                    spec.path("group").asText(),
                    version.path("name").asText(),
                    spec.path("names").path("plural").asText(),
                    spec.path("names").path("kind").asText(),
                    spec.path("scope").asText().equals("Namespaced"),
                    version.path("subresources").has("status"),
                    true);
            if (version.path("served").asBoolean()) {
                types.put(type);
                schemas.put(type, new StructuralSchema(version.path("schema").path("openAPIV3Schema")));
            }
        }
    }

    void forget(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            types.remove(
                    spec.path("group").asText(),
                    spec.path("names").path("plural").asText(),
                    version.path("name").asText());
        }
    }

    /** The status that says that a definition is in force. */
    static ObjectNode established(ObjectNode definition, Instant now) {
        ObjectNode copy = definition.deepCopy();
        ObjectNode status = copy.putObject("status");
        status.set("acceptedNames", copy.path("spec").path("names").deepCopy());
        var conditions = status.putArray("conditions");
        for (String type : new String[] {"NamesAccepted", "Established"}) {
            conditions
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("reason", "NoConflicts")
                    .put("message", "")
                    .put("lastTransitionTime", now.toString());
        }
        return copy;
    }
}

package io.shapservice.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The packed OpenAPI document, for checking that what the server says is what it promised. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, com.networknt.schema.JsonSchema> compiled = new ConcurrentHashMap<>();

    Contract() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET /v1/jobs} and the like. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return all;
    }

    /** What is wrong with an answer by this contract; empty when nothing is. */
    String faults(String method, String path, int status, String mediaType, byte[] body) {
        if (method.equals("OPTIONS")) {
            return ""; // a browser's question before the request, which is no operation
        }
        JsonNode operation = operation(method, path);
        if (operation == null) {
            return mediaType.equals("application/problem+json")
                    ? problemFaults(body)
                    : "no operation " + method + " " + path;
        }
        JsonNode responses = operation.get("responses");
        JsonNode response =
                resolved(responses.has("" + status) ? responses.get("" + status) : responses.get("default"));
        if (response == null) {
            return mediaType.equals("application/problem+json") ? problemFaults(body) : "no response " + status;
        }
        if (body.length == 0) {
            return response.has("content") && status != 304 ? "an empty body" : "";
        }
        JsonNode content = response.path("content").get(mediaType);
        if (content == null) {
            return mediaType.equals("application/problem+json")
                    ? problemFaults(body)
                    : "no content of type " + mediaType;
        }
        return mediaType.endsWith("json") ? schemaFaults(content.get("schema"), body) : "";
    }

    private String problemFaults(byte[] body) {
        return schemaFaults(JSON.createObjectNode().put("$ref", "#/components/schemas/Problem"), body);
    }

    private String schemaFaults(JsonNode schema, byte[] body) {
        try {
            Set<ValidationMessage> faults = compiled.computeIfAbsent(schema.toString(), s -> compile(schema))
                    .validate(JSON.readTree(body));
            return faults.isEmpty() ? "" : faults.toString();
        } catch (IOException e) {
            return "not JSON: " + e.getMessage();
        }
    }

    private com.networknt.schema.JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.get("components"));
        whole.putArray("allOf").add(schema);
        return schemas.getSchema(whole);
    }

    private JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> entry : document.get("paths").properties()) {
            if (Pattern.matches(entry.getKey().replace("{version}", "[^/]+").replaceAll("\\{\\w+}", "[^/:]+"), path)) {
                JsonNode operation = entry.getValue().get(method.toLowerCase(Locale.ROOT));
                if (operation != null) {
                    return operation;
                }
            }
        }
        return null;
    }

    private JsonNode resolved(JsonNode node) {
        return node != null && node.has("$ref")
                ? document.at(node.get("$ref").textValue().substring(1))
                : node;
    }
}

package io.shapservice.local.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds what a request is about and answers it. */
final class ApiRouter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceTypes types;
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Patching patching;
    private final Deletion deletion;
    private final Discovery discovery;

    ApiRouter(ResourceTypes types, ObjectStore store, ObjectWriter writer, Patching patching, Deletion deletion) {
        this.types = types;
        this.store = store;
        this.writer = writer;
        this.patching = patching;
        this.deletion = deletion;
        this.discovery = new Discovery(types);
    }

    ApiResponse answer(ApiRequest request) {
        var path = RequestPath.parse(request.path(), types);
        if (path.isEmpty()) {
            return discovery.answer(request).orElseThrow(ApiError::unknownPath);
        }
        return answer(path.get(), request);
    }

    private ApiResponse answer(RequestPath path, ApiRequest request) {
        boolean collection = path.name().isEmpty();
        boolean dryRun = !request.parameter("dryRun").isEmpty();
        if (!path.subresource().isEmpty() && !isServed(path)) {
            throw ApiError.unknownPath();
        }
        return switch (request.method()) {
            case "GET" -> ApiResponse.ok(collection ? list(path, request) : store.get(path.key()));
            case "POST" -> post(path, request, dryRun);
            case "PUT" ->
                ApiResponse.ok(
                        path.subresource().equals("status")
                                ? writer.replaceStatus(path.key(), object(request), dryRun)
                                : writer.replace(path.key(), object(request), dryRun));
            case "PATCH" -> patching.patch(path, request, parse(request));
            case "DELETE" -> delete(path, request);
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private static boolean isServed(RequestPath path) {
        return switch (path.subresource()) {
            case "status" -> path.type().status();
            case "eviction" -> path.type().isPod();
            default -> false;
        };
    }

    private ApiResponse post(RequestPath path, ApiRequest request, boolean dryRun) {
        ObjectNode body = object(request);
        if (path.subresource().equals("eviction")) {
            deletion.delete(path.key(), body.path("deleteOptions"));
            return ApiResponse.created(success());
        }
        if (!path.name().isEmpty()) {
            throw ApiError.methodNotAllowed();
        }
        String name = Metadata.text(body, "name");
        String prefix = Metadata.text(body, "generateName");
        if (name.isEmpty() && prefix.isEmpty()) {
            throw ApiError.badRequest("metadata.name: Required value: name or generateName is required");
        }
        String chosen = name.isEmpty() ? prefix + UUID.randomUUID().toString().substring(0, 5) : name;
        String namespace = path.namespace().isEmpty() ? Metadata.text(body, "namespace") : path.namespace();
        if (path.type().namespaced() && namespace.isEmpty()) {
            throw ApiError.badRequest(
                    "metadata.namespace: Required value: " + path.type().kind() + " is namespaced");
        }
        return ApiResponse.created(writer.create(new ObjectKey(path.type(), namespace, chosen), body, dryRun));
    }

    private ApiResponse delete(RequestPath path, ApiRequest request) {
        ObjectNode options = request.body().isBlank() ? ObjectWriter.nothing() : object(request);
        for (String field : new String[] {"gracePeriodSeconds", "propagationPolicy"}) {
            String value = request.parameter(field);
            if (!value.isEmpty()) {
                options.set(field, field.equals("gracePeriodSeconds") ? number(value) : options.textNode(value));
            }
        }
        if (!path.name().isEmpty()) {
            return ApiResponse.ok(deletion.delete(path.key(), options));
        }
        Map<ObjectKey, ObjectNode> selected = store.select(path.type(), path.namespace(), selection(request));
        ObjectNode deleted = listOf(path.type(), selected.values());
        selected.keySet().forEach(key -> {
            if (store.find(key) != null) {
                deletion.delete(key, options);
            }
        });
        return ApiResponse.ok(deleted);
    }

    private static JsonNode number(String seconds) {
        try {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("gracePeriodSeconds must be a number of seconds, but is \"" + seconds + "\"");
        }
    }

    private static ObjectNode success() {
        ObjectNode status = ObjectWriter.nothing().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success");
    }

    private ObjectNode list(RequestPath path, ApiRequest request) {
        return listOf(
                path.type(),
                store.select(path.type(), path.namespace(), selection(request)).values());
    }

    private ObjectNode listOf(ResourceType type, Collection<ObjectNode> objects) {
        ObjectNode list = ObjectWriter.nothing();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        list.putObject("metadata").put("resourceVersion", Long.toString(store.revision()));
        list.putArray("items").addAll(objects);
        return list;
    }

    /** Starts a watch; the returned action ends it. */
    Runnable watch(ApiRequest request, Consumer<String> out) {
        RequestPath path = RequestPath.parse(request.path(), types).orElseThrow(ApiError::unknownPath);
        String since = request.parameter("resourceVersion");
        Predicate<JsonNode> selection = selection(request);
        Predicate<JsonNode> named = path.name().isEmpty()
                ? selection
                : selection.and(object -> path.name().equals(Metadata.text(object, "name")));
        return store.watch(path.type(), path.namespace(), named, since.isEmpty() ? 0 : Long.parseLong(since), out);
    }

    private static Predicate<JsonNode> selection(ApiRequest request) {
        return Selector.parse(request.parameter("labelSelector"), request.parameter("fieldSelector"));
    }

    private static ObjectNode object(ApiRequest request) {
        if (parse(request) instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body must be one object");
    }

    private static JsonNode parse(ApiRequest request) {
        try {
            JsonNode body = request.contentType().endsWith("yaml")
                    ? Serialization.unmarshal(request.body(), JsonNode.class)
                    : JSON.readTree(request.body());
            if (body != null && !body.isMissingNode()) {
                return body;
            }
        } catch (JsonProcessingException | RuntimeException e) {
            throw ApiError.badRequest("the body cannot be read as JSON or YAML: " + e.getMessage());
        }
        throw ApiError.badRequest("the body is empty");
    }
}

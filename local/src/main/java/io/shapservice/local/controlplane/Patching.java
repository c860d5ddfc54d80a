package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The four kinds of patch; each computes a draft, which then goes the way of a replacement. */
final class Patching {
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Definitions definitions;
    private final Clock clock;

    Patching(ObjectStore store, ObjectWriter writer, Definitions definitions, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.definitions = definitions;
        this.clock = clock;
    }

    ApiResponse patch(RequestPath path, ApiRequest request, JsonNode body) {
        if (request.contentType().equals("application/apply-patch+yaml")) {
            return apply(path, request, body);
        }
        ObjectNode live = store.get(path.key());
        ListTypes lists = definitions.lists(path.type());
        ObjectNode draft = switch (request.contentType()) {
            case "application/json-patch+json" -> jsonPatch(live, body);
            case "application/merge-patch+json" -> Merge.RFC_7386.onto(live, body);
            case "application/strategic-merge-patch+json" -> new Merge(lists).onto(live, body);
            default -> throw ApiError.unsupportedPatch(request.contentType());
        };
        return ApiResponse.ok(write(path, draft, !request.parameter("dryRun").isEmpty()));
    }

    private static ObjectNode jsonPatch(ObjectNode live, JsonNode operations) {
        try {
            return (ObjectNode) JsonPatch.apply(operations, live);
        } catch (JsonPatchException e) {
            throw ApiError.badRequest("the JSON patch does not apply: " + e.getMessage());
        }
    }

    private ApiResponse apply(RequestPath path, ApiRequest request, JsonNode body) {
        if (!(body instanceof ObjectNode configuration)) {
            throw ApiError.badRequest("an applied configuration must be an object");
        }
        if (request.parameter("fieldManager").isEmpty()) {
            throw ApiError.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required"
                            + " for apply patch");
        }
        if (configuration.path("metadata").has("managedFields")) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        var manager = new ServerSideApply.Applier(
                request.parameter("fieldManager"), path.subresource(), request.asks("force"));
        ServerSideApply apply = new ServerSideApply(definitions.lists(path.type()));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode live = store.find(path.key());
        boolean dryRun = !request.parameter("dryRun").isEmpty();
        if (live == null && path.subresource().isEmpty()) {
            ObjectNode draft = apply.apply(ObjectWriter.nothing(), configuration, manager, now);
            return ApiResponse.created(writer.create(path.key(), draft, dryRun));
        }
        ObjectNode scoped = scoped(path, configuration);
        return ApiResponse.ok(write(path, apply.apply(store.get(path.key()), scoped, manager, now), dryRun));
    }

    /** A manager owns only what the endpoint lets it write. */
    private static ObjectNode scoped(RequestPath path, ObjectNode configuration) {
        if (!path.type().status()) {
            return configuration;
        }
        ObjectNode scoped = configuration.deepCopy();
        return path.subresource().equals("status")
                ? scoped.without(java.util.List.of("spec"))
                : scoped.without(java.util.List.of("status"));
    }

    private ObjectNode write(RequestPath path, ObjectNode draft, boolean dryRun) {
        return path.subresource().equals("status")
                ? writer.replaceStatus(path.key(), draft, dryRun)
                : writer.replace(path.key(), draft, dryRun);
    }
}

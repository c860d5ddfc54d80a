package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A refusal in the form and the words of a Kubernetes API server. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    private ApiError(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static ApiError notFound(ObjectKey key) {
        return new ApiError(404, "NotFound", key.type().qualifiedName() + " \"" + key.name() + "\" not found");
    }

    static ApiError unknownPath() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiError alreadyExists(ObjectKey key) {
        return new ApiError(
                409, "AlreadyExists", key.type().qualifiedName() + " \"" + key.name() + "\" already exists");
    }

    static ApiError conflict(ObjectKey key, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + key.type().qualifiedName() + " \"" + key.name() + "\": " + why);
    }

    static ApiError applyConflict(List<String> conflicts) {
        return new ApiError(
                409,
                "Conflict",
                "Apply failed with " + conflicts.size() + " conflict" + (conflicts.size() == 1 ? "" : "s") + ": "
                        + String.join(", ", conflicts));
    }

    static ApiError invalid(ObjectKey key, List<String> causes) {
        String detail = causes.size() == 1 ? causes.getFirst() : causes.toString();
        String kind = key.type().group().isEmpty()
                ? key.type().kind()
                : key.type().kind() + "." + key.type().group();
        return new ApiError(422, "Invalid", kind + " \"" + key.name() + "\" is invalid: " + detail);
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError unsupportedPatch(String contentType) {
        return new ApiError(
                415, "UnsupportedMediaType", "the body of the request was in an unknown format: " + contentType);
    }

    static ApiError methodNotAllowed() {
        return new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static ApiError internal(RuntimeException error) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + error);
    }

    static ApiError expired(long oldest) {
        return new ApiError(410, "Expired", "too old resource version: the oldest kept is " + oldest);
    }

    int code() {
        return code;
    }

    /** The {@code Status} object of the answer. */
    ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.putObject("metadata");
        return status.put("message", getMessage()).put("reason", reason).put("code", code);
    }
}

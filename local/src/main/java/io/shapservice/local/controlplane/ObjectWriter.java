package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes an object from one state to the next by the rules that hold for every kind. */
final class ObjectWriter {
    private static final String STATUS = "status";

    private final ObjectStore store;
    private final Definitions definitions;
    private final Deletion deletion;
    private final Clock clock;

    ObjectWriter(ObjectStore store, Definitions definitions, Deletion deletion, Clock clock) {
        this.store = store;
        this.definitions = definitions;
        this.deletion = deletion;
        this.clock = clock;
    }

    ObjectNode create(ObjectKey key, ObjectNode draft, boolean dryRun) {
        if (store.find(key) != null) {
            throw ApiError.alreadyExists(key);
        }
        ResourceType type = key.type();
        ObjectNode created = draft.deepCopy();
        if (type.status()) {
            created.remove(STATUS);
        }
        if (type.isPod()) {
            created.putObject(STATUS).put("phase", "Pending");
        }
        ObjectNode metadata = Metadata.of(created);
        metadata.remove(List.of("resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
        metadata.put("name", key.name()).put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now().toString());
        if (type.namespaced()) {
            metadata.put("namespace", key.namespace());
        }
        if (type.counted()) {
            metadata.put("generation", 1);
        }
        checkAgainstSchema(key, created);
        if (type.isDefinition()) {
            created = Definitions.established(created, now());
        }
        return dryRun ? created : stored(key, created);
    }

    /** Replaces what a write to the object itself may replace: all but status and the server's own metadata. */
    ObjectNode replace(ObjectKey key, ObjectNode draft, boolean dryRun) {
        ObjectNode old = store.get(key);
        ObjectNode next = draft.deepCopy();
        if (key.type().status()) {
            copyField(old, next, STATUS);
        }
        return commit(key, old, next, dryRun);
    }

    /** Replaces status alone, and who manages its fields. */
    ObjectNode replaceStatus(ObjectKey key, ObjectNode draft, boolean dryRun) {
        ObjectNode old = store.get(key);
        checkRevision(key, old, draft);
        ObjectNode next = old.deepCopy();
        copyField(draft, next, STATUS);
        copyField(Metadata.of(draft), Metadata.of(next), "managedFields");
        return commit(key, old, next, dryRun);
    }

    private ObjectNode commit(ObjectKey key, ObjectNode old, ObjectNode next, boolean dryRun) {
        checkRevision(key, old, next);
        ObjectNode metadata = Metadata.of(next);
        for (String field : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "generation",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "resourceVersion")) {
            copyField(Metadata.of(old), metadata, field);
        }
        if (!metadata.has("managedFields")) {
            copyField(Metadata.of(old), metadata, "managedFields");
        }
        checkAgainstSchema(key, next);
        if (key.type().counted() && !specification(old).equals(specification(next))) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        if (next.equals(old) || dryRun) {
            return next;
        }
        return stored(key, next);
    }

    private ObjectNode stored(ObjectKey key, ObjectNode next) {
        ObjectNode kept = store.put(key, next);
        if (key.type().isDefinition()) {
            definitions.define(kept);
        }
        deletion.finishIfDue(key, kept);
        deletion.collectIfOrphaned(key, kept);
        return kept;
    }

    private static void checkRevision(ObjectKey key, ObjectNode old, ObjectNode draft) {
        String expected = Metadata.text(draft, "resourceVersion");
        if (!expected.isEmpty() && !expected.equals("0") && !expected.equals(Metadata.text(old, "resourceVersion"))) {
            throw ApiError.conflict(
                    key, "the object has been modified; please apply your changes to the latest version and try again");
        }
        String uid = Metadata.uid(draft);
        if (!uid.isEmpty() && !uid.equals(Metadata.uid(old))) {
            throw ApiError.conflict(
                    key,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + Metadata.uid(old));
        }
    }

    private void checkAgainstSchema(ObjectKey key, ObjectNode object) {
        Optional<StructuralSchema> schema = definitions.schema(key.type());
        if (schema.isEmpty()) {
            return;
        }
        List<String> unknown = schema.get().unknownFields(object);
        if (!unknown.isEmpty()) {
            throw ApiError.badRequest(
                    key.type().kind() + " in version \"" + key.type().version()
                            + "\" cannot be handled as a " + key.type().kind() + ": strict decoding error: "
                            + String.join(
                                    ", ",
                                    unknown.stream()
                                            .map(field -> "unknown field \"" + field + "\"")
                                            .toList()));
        }
        schema.get().fillDefaults(object);
        List<String> violations = schema.get().violations(object);
        if (!violations.isEmpty()) {
            throw ApiError.invalid(key, violations);
        }
    }

    private static JsonNode specification(ObjectNode object) {
        return object.deepCopy().without(List.of("metadata", STATUS));
    }

    private static void copyField(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }

    /** The state that a patch of an absent object starts from. */
    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

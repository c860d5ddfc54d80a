package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Ends objects: at once, after their finalizers, or (pods on a node) when the node has stopped them. */
final class Deletion {
    private static final String GRACE = "deletionGracePeriodSeconds";

    private final ObjectStore store;
    private final Definitions definitions;
    private final Clock clock;

    Deletion(ObjectStore store, Definitions definitions, Clock clock) {
        this.store = store;
        this.definitions = definitions;
        this.clock = clock;
    }

    /**
     * Deletes an object.
     *
     * @param options the DeleteOptions of the request; an empty object for none
     * @return its last state
     */
    ObjectNode delete(ObjectKey key, JsonNode options) {
        ObjectNode old = store.get(key);
        JsonNode wanted = options.path("preconditions");
        for (String field : List.of("uid", "resourceVersion")) {
            String value = wanted.path(field).asText("");
            if (!value.isEmpty() && !value.equals(Metadata.text(old, field))) {
                throw ApiError.conflict(
                        key,
                        "the " + field + " in the precondition (" + value
                                + ") does not match the " + field + " in record (" + Metadata.text(old, field)
                                + "). The object might have been deleted and then recreated");
            }
        }
        if (options.path("propagationPolicy").asText().equals("Orphan")) {
            orphanDependents(Metadata.uid(old));
        }
        long grace = grace(key, old, options);
        if (grace == 0 && !Metadata.hasFinalizers(old)) {
            remove(key, old);
            return old;
        }
        if (Metadata.deleted(old) && grace >= old.path("metadata").path(GRACE).asLong()) {
            return old;
        }
        ObjectNode marked = old.deepCopy();
        ObjectNode metadata = Metadata.of(marked).put(GRACE, grace);
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace);
        metadata.put("deletionTimestamp", end.toString());
        if (key.type().counted()) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        return store.put(key, marked);
    }

    /** A pod that a node runs is given its grace; everything else ends at once. */
    private static long grace(ObjectKey key, ObjectNode object, JsonNode options) {
        boolean onNode = !object.path("spec").path("nodeName").asText("").isEmpty();
        String phase = object.path("status").path("phase").asText();
        if (!key.type().isPod() || !onNode || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        JsonNode own = object.path("spec").path("terminationGracePeriodSeconds");
        JsonNode asked = options.path("gracePeriodSeconds");
        return Math.max(0, asked.isNumber() ? asked.asLong() : own.asLong(30));
    }

    /** Removes an object whose deletion waited for nothing but the write just made. */
    void finishIfDue(ObjectKey key, ObjectNode object) {
        if (Metadata.deleted(object)
                && !Metadata.hasFinalizers(object)
                && object.path("metadata").path(GRACE).asLong() == 0) {
            remove(key, object);
        }
    }

    private void remove(ObjectKey key, ObjectNode object) {
        store.remove(key);
        if (key.type().isDefinition()) {
            definitions.forget(object);
            store.all().keySet().stream()
                    .filter(other -> isInstance(other.type(), object.path("spec")))
                    .forEach(store::remove);
        }
        collectDependents();
    }

    private static boolean isInstance(ResourceType type, JsonNode definition) {
        return type.group().equals(definition.path("group").asText())
                && type.plural().equals(definition.path("names").path("plural").asText());
    }

    /** Owner references to nothing but absent objects end their bearer, as the garbage collector does. */
    void collectIfOrphaned(ObjectKey key, ObjectNode object) {
        List<String> owners = Metadata.ownerUids(object);
        if (owners.isEmpty() || Metadata.deleted(object)) {
            return;
        }
        if (owners.stream().noneMatch(store::containsUid)) {
            delete(key, ObjectWriter.nothing());
        }
    }

    private void collectDependents() {
        store.all().forEach((key, object) -> {
            if (object.equals(store.find(key))) {
                collectIfOrphaned(key, object);
            }
        });
    }

    private void orphanDependents(String uid) {
        store.all().forEach((key, object) -> {
            if (Metadata.ownerUids(object).contains(uid)) {
                ObjectNode freed = object.deepCopy();
                ArrayNode owners = (ArrayNode) freed.path("metadata").path("ownerReferences");
                for (int i = owners.size() - 1; i >= 0; i--) {
                    if (owners.get(i).path("uid").asText().equals(uid)) {
                        owners.remove(i);
                    }
                }
                store.put(key, freed);
            }
        });
    }
}

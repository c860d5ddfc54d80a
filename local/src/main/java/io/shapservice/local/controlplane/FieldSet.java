package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a manager owns, in the FieldsV1 form of {@code metadata.managedFields}: {@code f:} a field, {@code k:}
 * an item of a keyed list, {@code v:} an item of a set; an empty object is a leaf.
 */
final class FieldSet {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");
    private static final Set<String> SERVERS_METADATA =
            Set.of("name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields");

    private final ListTypes lists;

    FieldSet(ListTypes lists) {
        this.lists = lists;
    }

    /** The fields that an applied configuration sets. */
    ObjectNode of(JsonNode applied) {
        ObjectNode owned = NODES.objectNode();
        applied.properties().forEach(entry -> {
            if (!IDENTITY.contains(entry.getKey())) {
                JsonNode child = value(entry.getValue(), List.of(entry.getKey()));
                owned.set("f:" + entry.getKey(), child);
            }
        });
        if (owned.get("f:metadata") instanceof ObjectNode metadata) {
            SERVERS_METADATA.forEach(field -> metadata.remove("f:" + field));
            if (metadata.isEmpty()) {
                owned.remove("f:metadata");
            }
        }
        return owned;
    }

    private ObjectNode value(JsonNode value, List<String> path) {
        ObjectNode owned = NODES.objectNode();
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> owned.set(
                            "f:" + entry.getKey(), value(entry.getValue(), Merge.child(path, entry.getKey()))));
        } else if (value instanceof ArrayNode items) {
            switch (lists.at(path)) {
                case ListTypes.ListType.Atomic() -> {}
                case ListTypes.ListType.Scalars() -> items.forEach(item -> owned.set("v:" + item, NODES.objectNode()));
                case ListTypes.ListType.Keyed(List<String> keys) ->
                    items.forEach(item -> {
                        ObjectNode fields = NODES.objectNode();
                        fields.set(".", NODES.objectNode());
                        fields.setAll(value(item, path));
                        owned.set("k:" + ItemKey.of(item, keys), fields);
                    });
            }
        }
        return owned;
    }

    /** Takes out of an object what a manager owned, owns no more, and nobody else owns. */
    void removeDropped(ObjectNode live, ObjectNode before, ObjectNode now, List<ObjectNode> others) {
        dropFields(live, before, now, others, List.of());
    }

    private void dropFields(
            ObjectNode live, ObjectNode before, @Nullable JsonNode now, List<ObjectNode> others, List<String> path) {
        before.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("f:")) {
                return;
            }
            String field = entry.getKey().substring(2);
            JsonNode value = live.get(field);
            JsonNode still = now == null ? null : now.get(entry.getKey());
            List<ObjectNode> theirs = below(others, entry.getKey());
            if (value == null) {
                return;
            }
            ObjectNode inside = (ObjectNode) entry.getValue();
            if (inside.isEmpty()) {
                if (still == null && theirs.isEmpty()) {
                    live.remove(field);
                }
                return;
            }
            dropInside(value, inside, still, theirs, Merge.child(path, field));
            if (still == null && theirs.isEmpty() && value.isEmpty()) {
                live.remove(field);
            }
        });
    }

    private void dropInside(
            JsonNode value, ObjectNode before, @Nullable JsonNode now, List<ObjectNode> others, List<String> path) {
        if (value instanceof ObjectNode object) {
            dropFields(object, before, now, others, path);
        } else if (value instanceof ArrayNode items) {
            switch (lists.at(path)) {
                case ListTypes.ListType.Atomic() -> {}
                case ListTypes.ListType.Scalars() -> dropScalars(items, before, now, others);
                case ListTypes.ListType.Keyed(List<String> keys) -> dropItems(items, before, now, others, path, keys);
            }
        }
    }

    private static void dropScalars(
            ArrayNode items, ObjectNode before, @Nullable JsonNode now, List<ObjectNode> others) {
        for (int i = items.size() - 1; i >= 0; i--) {
            String key = "v:" + items.get(i);
            boolean kept = (now != null && now.has(key)) || !below(others, key).isEmpty();
            if (before.has(key) && !kept) {
                items.remove(i);
            }
        }
    }

    private void dropItems(
            ArrayNode items,
            ObjectNode before,
            @Nullable JsonNode now,
            List<ObjectNode> others,
            List<String> path,
            List<String> keys) {
        for (int i = items.size() - 1; i >= 0; i--) {
            String key = "k:" + ItemKey.of(items.get(i), keys);
            if (!(before.get(key) instanceof ObjectNode owned)) {
                continue;
            }
            JsonNode still = now == null ? null : now.get(key);
            List<ObjectNode> theirs = below(others, key);
            if (still == null && theirs.isEmpty()) {
                items.remove(i);
            } else if (items.get(i) instanceof ObjectNode item) {
                dropFields(item, owned, still, theirs, path);
            }
        }
    }

    /** The fields of both sets whose value differs between two states, as messages write them. */
    static List<String> changed(ObjectNode mine, ObjectNode theirs, JsonNode live, JsonNode merged, String path) {
        List<String> changed = new ArrayList<>();
        mine.properties().forEach(entry -> {
            String step = entry.getKey();
            if (!(theirs.get(step) instanceof ObjectNode other) || step.equals(".")) {
                return;
            }
            JsonNode was = FieldStep.into(live, step);
            JsonNode is = FieldStep.into(merged, step);
            String here = path + FieldStep.written(step);
            ObjectNode inside = (ObjectNode) entry.getValue();
            if (!inside.isEmpty() && !other.isEmpty()) {
                changed.addAll(changed(inside, other, was, is, here));
            } else if (!was.equals(is)) {
                changed.add(here);
            }
        });
        return changed;
    }

    private static List<ObjectNode> below(List<ObjectNode> sets, String key) {
        List<ObjectNode> inside = new ArrayList<>();
        for (ObjectNode set : sets) {
            if (set.get(key) instanceof ObjectNode child) {
                inside.add(child);
            }
        }
        return inside;
    }
}

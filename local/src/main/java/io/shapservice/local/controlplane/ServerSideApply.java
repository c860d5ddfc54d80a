package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply with ownership among appliers: a field that a manager applied and applies no more disappears unless
 * another owns it; a field that another applier owns with another value is a conflict unless forced. Ownership by plain
 * updates is not kept.
 */
final class ServerSideApply {
    private final ListTypes lists;
    private final FieldSet fields;

    ServerSideApply(ListTypes lists) {
        this.lists = lists;
        this.fields = new FieldSet(lists);
    }

    record Applier(String name, String subresource, boolean force) {}

    /** The live object with a configuration applied, its managed fields included; the arguments stay as they are. */
    ObjectNode apply(ObjectNode live, ObjectNode configuration, Applier manager, Instant now) {
        ObjectNode applied = withoutNulls(configuration);
        ObjectNode mine = fields.of(applied);
        ObjectNode merged = new Merge(lists).onto(live, applied);
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> others = new ArrayList<>();
        List<String> conflicts = new ArrayList<>();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            ObjectNode owned = (ObjectNode) entry.path("fieldsV1").deepCopy();
            if (isOf(entry, manager)) {
                before = owned;
                continue;
            }
            List<String> changed = FieldSet.changed(mine, owned, live, merged, "");
            changed.forEach(path ->
                    conflicts.add("conflict with \"" + entry.path("manager").asText() + "\": " + path));
            if (manager.force() && !changed.isEmpty()) {
                disown(owned, mine);
            }
            others.add(owned);
            entries.add(((ObjectNode) entry.deepCopy()).set("fieldsV1", owned));
        }
        if (!conflicts.isEmpty() && !manager.force()) {
            throw ApiError.applyConflict(conflicts);
        }
        ObjectNode result = live.deepCopy();
        fields.removeDropped(result, before, mine, others);
        result = new Merge(lists).onto(result, applied);
        entries.add(entry(live, applied, mine, manager, now));
        Metadata.of(result).set("managedFields", entries);
        return result;
    }

    private static boolean isOf(JsonNode entry, Applier manager) {
        return entry.path("manager").asText().equals(manager.name())
                && entry.path("subresource").asText("").equals(manager.subresource());
    }

    private static void disown(ObjectNode theirs, ObjectNode mine) {
        mine.properties().forEach(entry -> {
            if (theirs.get(entry.getKey()) instanceof ObjectNode other) {
                if (entry.getValue().isEmpty()) {
                    theirs.remove(entry.getKey());
                } else {
                    disown(other, (ObjectNode) entry.getValue());
                }
            }
        });
    }

    private static ObjectNode entry(
            ObjectNode live, ObjectNode applied, ObjectNode mine, Applier manager, Instant now) {
        String time = now.toString();
        for (JsonNode old : live.path("metadata").path("managedFields")) {
            if (isOf(old, manager) && old.path("fieldsV1").equals(mine)) {
                time = old.path("time").asText(time);
            }
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", manager.name()).put("operation", "Apply");
        entry.put("apiVersion", applied.path("apiVersion").asText()).put("time", time);
        entry.put("fieldsType", "FieldsV1").set("fieldsV1", mine);
        if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
        }
        return entry;
    }

    private static ObjectNode withoutNulls(ObjectNode configuration) {
        ObjectNode clean = configuration.deepCopy();
        strip(clean);
        return clean;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
        }
        node.forEach(ServerSideApply::strip);
    }
}

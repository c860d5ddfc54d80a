package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays a patch over an object: RFC 7386 when all lists are atomic, Kubernetes' strategic merge or server-side apply when
 * lists have types. Null removes a field; {@code $patch: delete|replace} is understood.
 */
record Merge(ListTypes lists) {
    /** RFC 7386: a list is one value. */
    static final Merge RFC_7386 = new Merge(path -> ListTypes.ATOMIC);

    ObjectNode onto(ObjectNode live, JsonNode patch) {
        if (!patch.isObject()) {
            throw ApiError.badRequest("the body of this patch must be an object, but is " + patch.getNodeType());
        }
        return object(live, patch, List.of());
    }

    private ObjectNode object(@Nullable JsonNode live, JsonNode patch, List<String> path) {
        ObjectNode merged = live instanceof ObjectNode object
                        && !patch.path("$patch").asText().equals("replace")
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(entry -> {
            String field = entry.getKey();
            if (entry.getValue().isNull()) {
                merged.remove(field);
            } else if (!field.startsWith("$")) {
                merged.set(field, value(merged.get(field), entry.getValue(), child(path, field)));
            }
        });
        return merged;
    }

    private JsonNode value(@Nullable JsonNode live, JsonNode patch, List<String> path) {
        if (patch.isObject()) {
            return object(live, patch, path);
        }
        if (patch instanceof ArrayNode array) {
            ArrayNode present = live instanceof ArrayNode old ? old : JsonNodeFactory.instance.arrayNode();
            return switch (lists.at(path)) {
                case ListTypes.ListType.Atomic() -> array;
                case ListTypes.ListType.Scalars() -> union(present, array);
                case ListTypes.ListType.Keyed(List<String> keys) -> keyed(present, array, keys, path);
            };
        }
        return patch;
    }

    private static ArrayNode union(ArrayNode live, ArrayNode patch) {
        ArrayNode merged = live.deepCopy();
        patch.forEach(item -> {
            boolean present = false;
            for (JsonNode old : merged) {
                present |= old.equals(item);
            }
            if (!present) {
                merged.add(item);
            }
        });
        return merged;
    }

    private ArrayNode keyed(ArrayNode live, ArrayNode patch, List<String> keys, List<String> path) {
        ArrayNode merged = live.deepCopy();
        for (JsonNode item : patch) {
            int index = ItemKey.indexOf(merged, ItemKey.of(item, keys), keys);
            switch (item.path("$patch").asText()) {
                case "delete" -> {
                    if (index >= 0) {
                        merged.remove(index);
                    }
                }
                case "replace" -> {
                    return replaced(patch);
                }
                default -> {
                    JsonNode laid = value(index < 0 ? null : merged.get(index), item, path);
                    if (index < 0) {
                        merged.add(laid);
                    } else {
                        merged.set(index, laid);
                    }
                }
            }
        }
        return merged;
    }

    private static ArrayNode replaced(ArrayNode patch) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        patch.forEach(item -> {
            if (!item.has("$patch")) {
                items.add(item);
            }
        });
        return items;
    }

    static List<String> child(List<String> path, String field) {
        List<String> longer = new ArrayList<>(path);
        longer.add(field);
        return longer;
    }
}

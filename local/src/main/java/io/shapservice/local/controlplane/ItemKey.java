package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.TreeSet;

/** Finds the items of keyed lists. */
final class ItemKey {
    private ItemKey() {}

    /** The key fields of an item, sorted by name; an absent protocol is TCP, as in the built-in schemas. */
    static ObjectNode of(JsonNode item, List<String> keys) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String field : new TreeSet<>(keys)) {
            JsonNode value = item.path(field);
            if (!value.isMissingNode()) {
                key.set(field, value);
            } else if (field.equals("protocol")) {
                key.set(field, TextNode.valueOf("TCP"));
            }
        }
        return key;
    }

    /** Index of the item with a key, or -1. */
    static int indexOf(ArrayNode items, ObjectNode key, List<String> keys) {
        for (int i = 0; i < items.size(); i++) {
            if (of(items.get(i), keys).equals(key)) {
                return i;
            }
        }
        return -1;
    }
}

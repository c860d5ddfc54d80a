package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A change of one object.
 *
 * @param before absent for a new object
 * @param after absent for a removed one, whose last state then bears the revision of its removal in {@code before}
 */
record WatchEvent(
        ObjectKey key,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        long revision) {

    /** How a watch that selects some objects sees this change, if at all. */
    Optional<ObjectNode> seenBy(Predicate<JsonNode> selection) {
        boolean was = before != null && selection.test(before);
        boolean is = after != null && selection.test(after);
        if (is) {
            return Optional.of(message(was ? "MODIFIED" : "ADDED", after));
        }
        return was ? Optional.of(message("DELETED", last())) : Optional.empty();
    }

    private @Nullable JsonNode last() {
        if (before == null) {
            return null;
        }
        ObjectNode state = (after == null ? before : after).deepCopy();
        Metadata.of(state).put("resourceVersion", Long.toString(revision));
        return state;
    }

    static ObjectNode message(String type, @Nullable JsonNode object) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", type);
        message.set("object", object);
        return message;
    }
}

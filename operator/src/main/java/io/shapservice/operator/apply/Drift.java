package io.shapservice.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Whether a live object still has everything that a manifest asks for. Fields that the manifest does not name belong to
 * others (the API server's defaults, another field manager) and are not looked at.
 */
final class Drift {
    private Drift() {}

    static boolean covers(JsonNode live, JsonNode asked) {
        if (empty(asked)) {
            return true;
        }
        if (asked.isObject()) {
            return coversObject(live, asked);
        }
        if (asked.isArray()) {
            return coversArray(live, asked);
        }
        if (asked.isNumber() && live.isNumber()) {
            return new BigDecimal(asked.asText()).compareTo(new BigDecimal(live.asText())) == 0;
        }
        return asked.equals(live);
    }

    private static boolean coversObject(JsonNode live, JsonNode asked) {
        for (Map.Entry<String, JsonNode> field : asked.properties()) {
            if (!covers(live.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Lists of objects merge by key, so others may have added items; lists of plain values are one value. */
    private static boolean coversArray(JsonNode live, JsonNode asked) {
        if (!asked.get(0).isObject()) {
            return asked.equals(live);
        }
        for (JsonNode item : asked) {
            if (!anyCovers(live, item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyCovers(JsonNode live, JsonNode item) {
        for (JsonNode candidate : live) {
            if (covers(candidate, item)) {
                return true;
            }
        }
        return false;
    }

    /** An API server leaves such fields out. */
    private static boolean empty(JsonNode asked) {
        return asked.isNull() || (asked.isContainerNode() && asked.isEmpty());
    }
}

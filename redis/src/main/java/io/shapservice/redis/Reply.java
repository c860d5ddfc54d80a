package io.shapservice.redis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Redis answered. The reading methods throw when the answer is of another kind, which is a bug in the caller or the script. */
public sealed interface Reply {
    record Bytes(byte[] value) implements Reply {}

    record Whole(long value) implements Reply {}

    record Many(List<Reply> items) implements Reply {
        public Many {
            items = List.copyOf(items);
        }
    }

    record Nothing() implements Reply {}

    default boolean missing() {
        return this instanceof Nothing;
    }

    default byte[] bytes() {
        if (this instanceof Bytes(byte[] value)) {
            return value;
        }
        throw unexpected("bytes");
    }

    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** A number, also one written as text. */
    default long whole() {
        return switch (this) {
            case Whole(long value) -> value;
            case Bytes bytes -> Long.parseLong(bytes.text());
            case Many _, Nothing _ -> throw unexpected("a whole number");
        };
    }

    default double real() {
        return switch (this) {
            case Whole(long value) -> value;
            case Bytes bytes -> Double.parseDouble(bytes.text());
            case Many _, Nothing _ -> throw unexpected("a number");
        };
    }

    default List<Reply> items() {
        if (this instanceof Many(List<Reply> items)) {
            return items;
        }
        throw unexpected("a list");
    }

    /** A flat list of names and values, as HGETALL gives it. */
    default Map<String, String> fields() {
        List<Reply> items = items();
        Map<String, String> fields = LinkedHashMap.newLinkedHashMap(items.size() / 2);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            fields.put(items.get(i).text(), items.get(i + 1).text());
        }
        return fields;
    }

    private IllegalStateException unexpected(String wanted) {
        return new IllegalStateException(
                "the answer is not " + wanted + " but " + getClass().getSimpleName());
    }
}

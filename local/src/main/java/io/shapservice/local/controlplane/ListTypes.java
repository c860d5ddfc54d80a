package io.shapservice.local.controlplane;

import java.util.List;

/** Tells how the list at a path of field names merges. */
interface ListTypes {
    /** A list that is one value, a set of scalars, or a map of objects by some of their fields. */
    sealed interface ListType {
        record Atomic() implements ListType {}

        record Scalars() implements ListType {}

        record Keyed(List<String> keys) implements ListType {}
    }

    ListType ATOMIC = new ListType.Atomic();
    ListType SCALARS = new ListType.Scalars();

    static ListType by(String... keys) {
        return new ListType.Keyed(List.of(keys));
    }

    ListType at(List<String> path);
}

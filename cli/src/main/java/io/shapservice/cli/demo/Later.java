package io.shapservice.cli.demo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that one step makes and later steps use. */
final class Later<T> {
    private final String name;
    private volatile @Nullable T made;

    Later(String name) {
        this.name = name;
    }

    void set(T value) {
        made = value;
    }

    boolean isMade() {
        return made != null;
    }

    T get() {
        return Objects.requireNonNull(made, () -> name + " is not there yet: the steps are out of order");
    }
}

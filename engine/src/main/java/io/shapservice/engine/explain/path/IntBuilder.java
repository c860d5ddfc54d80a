package io.shapservice.engine.explain.path;

import java.util.Arrays;

/** A growing array of steps. */
final class IntBuilder {
    private int[] values = new int[256];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** @return where the step begins, for {@link #end} */
    int begin(int code) {
        int start = size;
        add(code);
        add(0);
        return start;
    }

    void end(int start) {
        values[start + 1] = size - start;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

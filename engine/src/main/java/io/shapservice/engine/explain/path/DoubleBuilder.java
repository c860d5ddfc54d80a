package io.shapservice.engine.explain.path;

import java.util.Arrays;

/** A growing array of constants. */
final class DoubleBuilder {
    private double[] values = new double[256];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

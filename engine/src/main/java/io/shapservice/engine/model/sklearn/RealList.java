package io.shapservice.engine.model.sklearn;

import java.util.Arrays;

/** Doubles that become an array, without a box for each. */
final class RealList {
    private double[] values = new double[16];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

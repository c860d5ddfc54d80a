package io.shapservice.engine.model.onnx;

import java.util.Arrays;

/** Doubles that grow with what is read. */
final class DoubleList {
    private double[] values = new double[16];
    private int size;

    static DoubleList of(double value) {
        DoubleList list = new DoubleList();
        list.add(value);
        return list;
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    double get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

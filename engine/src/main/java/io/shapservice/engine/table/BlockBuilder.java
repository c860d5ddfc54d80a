package io.shapservice.engine.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects rows whose number is not known beforehand. */
final class BlockBuilder {
    private final int columns;
    private double[] values;
    private int size;

    BlockBuilder(int columns, int maxRows) {
        this.columns = columns;
        this.values = new double[Math.multiplyExact(columns, Math.min(maxRows, 64))];
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(16, size * 2));
        }
        values[size++] = value;
    }

    int rows() {
        return columns == 0 ? 0 : size / columns;
    }

    Optional<Table> build(List<String> names) {
        return size == 0
                ? Optional.empty()
                : Optional.of(new Table(Arrays.copyOf(values, size), rows(), columns, names));
    }
}

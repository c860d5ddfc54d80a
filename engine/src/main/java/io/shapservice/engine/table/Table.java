package io.shapservice.engine.table;

import java.util.List;

/**
 * Rows to explain: {@code rows × columns} doubles in row-major order, NaN for missing. A float32 or integer source is widened
 * exactly.
 *
 * @param columnNames empty when the source has none
 */
public record Table(double[] values, int rows, int columns, List<String> columnNames) {
    public Table {
        columnNames = List.copyOf(columnNames);
        if (rows < 0 || columns < 0 || values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " rows of " + columns);
        }
        if (!columnNames.isEmpty() && columnNames.size() != columns) {
            throw new IllegalArgumentException(columnNames.size() + " names for " + columns + " columns");
        }
    }
}

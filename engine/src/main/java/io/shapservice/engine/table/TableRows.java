package io.shapservice.engine.table;

import java.util.Arrays;
import java.util.Optional;

/** The rows of a table that is in memory already. */
public final class TableRows implements RowBlocks {
    private final Table table;
    private int at;

    public TableRows(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Table> next(int maxRows) {
        int rows = Math.min(maxRows, table.rows() - at);
        if (rows == 0) {
            return Optional.empty();
        }
        int columns = table.columns();
        double[] values = Arrays.copyOfRange(table.values(), at * columns, (at + rows) * columns);
        at += rows;
        return Optional.of(new Table(values, rows, columns, table.columnNames()));
    }
}

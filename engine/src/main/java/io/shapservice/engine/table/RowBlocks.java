package io.shapservice.engine.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table that is read a block of rows at a time, so that its size does not matter. */
public interface RowBlocks {
    /**
     * The next rows.
     *
     * @param maxRows at least 1; fewer are given only at the end
     * @return empty at the end. The names and the number of columns are the same in every block.
     */
    Optional<Table> next(int maxRows) throws IOException, TableException;

    /** All rows that are left as one table. */
    default Table readAll(TableLimits limits) throws IOException, TableException {
        List<Table> blocks = new ArrayList<>();
        long rows = 0;
        for (Optional<Table> block = next(BLOCK); block.isPresent(); block = next(BLOCK)) {
            rows += block.get().rows();
            limits.checkValues(rows, block.get().columns());
            blocks.add(block.get());
        }
        if (blocks.isEmpty()) {
            throw new TableException("The table has no rows: send at least one.");
        }
        return blocks.size() == 1 ? blocks.getFirst() : join(blocks, Math.toIntExact(rows));
    }

    /** Rows that {@link #readAll} asks for at once. */
    int BLOCK = 4096;

    private static Table join(List<Table> blocks, int rows) {
        Table first = blocks.getFirst();
        double[] values = new double[rows * first.columns()];
        int at = 0;
        for (Table block : blocks) {
            System.arraycopy(block.values(), 0, values, at, block.values().length);
            at += block.values().length;
        }
        return new Table(values, rows, first.columns(), first.columnNames());
    }
}

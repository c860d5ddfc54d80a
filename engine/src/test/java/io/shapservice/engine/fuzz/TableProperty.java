package io.shapservice.engine.fuzz;

import io.shapservice.engine.table.RowBlocks;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Bytes are a table, the same when it is read in blocks, or refused by a TableException, in memory that they justify. */
record TableProperty(Reader reader) implements Property {
    private static final TableLimits LIMITS = new TableLimits(10_000, 100, 100_000);
    private static final long MOST = 16 << 20;
    private static final long GROWTH = 256;
    private static final int BLOCK = 2;

    /** Opens a table of one format. */
    @FunctionalInterface
    interface Reader {
        RowBlocks open(InputStream in, TableLimits limits) throws IOException, TableException;
    }

    @Override
    public Outcome check(byte[] bytes) throws Exception {
        Optional<Table> table = Allocation.atMost(MOST + GROWTH * bytes.length, () -> read(bytes));
        if (table.isEmpty()) {
            return Outcome.REFUSED;
        }
        checkWithin(table.get());
        checkBlocks(table.get(), open(bytes));
        return Outcome.READ;
    }

    private Optional<Table> read(byte[] bytes) throws IOException {
        try {
            return Optional.of(open(bytes).readAll(LIMITS));
        } catch (TableException e) {
            Refusal.check(e);
            return Optional.empty();
        }
    }

    private RowBlocks open(byte[] bytes) throws IOException, TableException {
        return reader.open(new ByteArrayInputStream(bytes), LIMITS);
    }

    private static void checkWithin(Table table) {
        boolean sized = table.rows() > 0
                && table.rows() <= LIMITS.rows()
                && table.columns() > 0
                && table.columns() <= LIMITS.columns()
                && table.values().length <= LIMITS.values();
        if (!sized) {
            throw new AssertionError(table.rows() + " rows of " + table.columns() + " columns");
        }
    }

    private static void checkBlocks(Table whole, RowBlocks blocks) throws IOException, TableException {
        int at = 0;
        for (Optional<Table> next = blocks.next(BLOCK); next.isPresent(); next = blocks.next(BLOCK)) {
            Table block = next.get();
            int to = at + block.values().length;
            boolean same = block.columns() == whole.columns()
                    && block.columnNames().equals(whole.columnNames())
                    && Arrays.equals(
                            block.values(),
                            0,
                            block.values().length,
                            whole.values(),
                            at,
                            Math.min(to, whole.values().length));
            if (!same) {
                throw new AssertionError("the block from value " + at + " on is not as in the whole table");
            }
            at = to;
        }
        if (at != whole.values().length) {
            throw new AssertionError("blocks have " + at + " values, the whole table " + whole.values().length);
        }
    }
}

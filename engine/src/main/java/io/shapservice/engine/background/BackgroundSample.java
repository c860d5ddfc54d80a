package io.shapservice.engine.background;

import io.shapservice.engine.table.RowBlocks;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Some rows of a table, each as likely as any other, none twice. */
public final class BackgroundSample {
    /** Rows that are read at once. */
    private static final int BLOCK = 1024;

    private BackgroundSample() {}

    /** @param size the table's rows when it has no more */
    public static Background of(Table rows, int size, RandomGenerator random) throws TableException {
        return Background.of(rows(rows, size, random));
    }

    /**
     * From a table of any length, of which no more than the sample is ever held. A table that has no more rows comes as it is.
     *
     * @throws TableException when there are no rows, or one cannot be read
     */
    public static Table rows(RowBlocks blocks, int size, RandomGenerator random) throws IOException, TableException {
        List<double[]> taken = new ArrayList<>();
        Table last = null;
        long seen = 0;
        for (Optional<Table> next = blocks.next(BLOCK); next.isPresent(); next = blocks.next(BLOCK)) {
            last = next.get();
            for (int row = 0; row < last.rows(); row++) {
                // Vitter's algorithm R: the n-th row takes a place with the chance size / n.
                long place = taken.size() < size ? taken.size() : random.nextLong(seen + 1);
                seen++;
                if (place < size) {
                    put(taken, (int) place, last, row);
                }
            }
        }
        if (last == null || taken.isEmpty()) {
            throw new TableException("The background has no rows; at least one is needed.");
        }
        int columns = last.columns();
        double[] values = new double[taken.size() * columns];
        for (int row = 0; row < taken.size(); row++) {
            System.arraycopy(taken.get(row), 0, values, row * columns, columns);
        }
        return new Table(values, taken.size(), columns, last.columnNames());
    }

    private static void put(List<double[]> taken, int place, Table from, int row) {
        double[] values = Arrays.copyOfRange(from.values(), row * from.columns(), (row + 1) * from.columns());
        if (place == taken.size()) {
            taken.add(values);
        } else {
            taken.set(place, values);
        }
    }

    /** In the order of the table. */
    public static Table rows(Table rows, int size, RandomGenerator random) {
        if (size < 1) {
            throw new IllegalArgumentException("a sample of " + size + " rows");
        }
        if (rows.rows() <= size) {
            return rows;
        }
        int columns = rows.columns();
        double[] values = new double[size * columns];
        int taken = 0;
        // Knuth's algorithm S: a row is taken with the chance that is left for it.
        for (int row = 0; taken < size; row++) {
            if (random.nextInt(rows.rows() - row) < size - taken) {
                System.arraycopy(rows.values(), row * columns, values, taken * columns, columns);
                taken++;
            }
        }
        return new Table(values, size, columns, rows.columnNames());
    }
}

package io.shapservice.engine.background;

import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.random.RandomGenerator;

/** Some rows of a table, each as likely as any other, none twice. */
public final class BackgroundSample {
    private BackgroundSample() {}

    /** @param size the table's rows when it has no more */
    public static Background of(Table rows, int size, RandomGenerator random) throws TableException {
        return Background.of(rows(rows, size, random));
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

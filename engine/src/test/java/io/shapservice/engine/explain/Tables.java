package io.shapservice.engine.explain;

import io.shapservice.engine.table.Table;
import java.util.Arrays;

/** Parts and repetitions of tables, and their results bit by bit. */
public final class Tables {
    private Tables() {}

    public static Table slice(Table of, int from, int count) {
        int columns = of.columns();
        double[] values = Arrays.copyOfRange(of.values(), from * columns, (from + count) * columns);
        return new Table(values, count, columns, of.columnNames());
    }

    public static Table repeated(Table of, int times) {
        double[] values = new double[of.values().length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(of.values(), 0, values, i * of.values().length, of.values().length);
        }
        return new Table(values, of.rows() * times, of.columns(), of.columnNames());
    }

    public static long[] bits(double[] values) {
        return bits(values, 0, values.length);
    }

    public static long[] bits(double[] values, int from, int count) {
        long[] bits = new long[count];
        Arrays.setAll(bits, i -> Double.doubleToRawLongBits(values[from + i]));
        return bits;
    }
}

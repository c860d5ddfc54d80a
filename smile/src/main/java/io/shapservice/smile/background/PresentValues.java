package io.shapservice.smile.background;

import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.List;

/** The values that a column has, sorted, for centres to be rounded to. */
final class PresentValues {
    private final Table rows;
    private final int column;
    private final double[] sorted;

    PresentValues(Table rows, int column) {
        this.rows = rows;
        this.column = column;
        double[] present = new double[rows.rows()];
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double x = value(row);
            if (!Double.isNaN(x)) {
                present[count++] = x;
            }
        }
        sorted = Arrays.copyOf(present, count);
        Arrays.sort(sorted);
    }

    private double value(int row) {
        return rows.values()[row * rows.columns() + column];
    }

    /** Of these rows: missing when it is so in most of them, else the value nearest to the mean of the others. */
    double centre(List<Integer> members) {
        double mean = 0;
        int present = 0;
        for (int row : members) {
            double x = value(row);
            if (!Double.isNaN(x)) {
                present++;
                // Step by step, a sum of huge values stays finite.
                mean += (x - mean) / present;
            }
        }
        return 2 * present < members.size() || present == 0 ? Double.NaN : nearest(mean);
    }

    private double nearest(double x) {
        int found = Arrays.binarySearch(sorted, x);
        if (found >= 0) {
            return sorted[found];
        }
        int above = -found - 1;
        if (above == 0 || above == sorted.length) {
            return sorted[Math.min(above, sorted.length - 1)];
        }
        return x - sorted[above - 1] <= sorted[above] - x ? sorted[above - 1] : sorted[above];
    }
}

package io.shapservice.smile.background;

import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;

/** Rows as points: each column with mean 0 and spread 1, and for each column that misses values, whether it does. */
record Coordinates(double[][] points) {
    static Coordinates of(Table rows) throws TableException {
        double[][] points = new double[rows.rows()][coordinates(rows)];
        int next = 0;
        double[] column = new double[rows.rows()];
        for (int c = 0; c < rows.columns(); c++) {
            boolean misses = false;
            for (int row = 0; row < rows.rows(); row++) {
                column[row] = rows.values()[row * rows.columns() + c];
                misses |= Double.isNaN(column[row]);
            }
            fill(points, next++, column, false);
            if (misses) {
                fill(points, next++, column, true);
            }
        }
        return new Coordinates(points);
    }

    private static int coordinates(Table rows) throws TableException {
        boolean[] misses = new boolean[rows.columns()];
        for (int i = 0; i < rows.values().length; i++) {
            double x = rows.values()[i];
            if (Double.isInfinite(x)) {
                throw new TableException(
                        "Row " + i / rows.columns() + ", column " + i % rows.columns() + " of the background is " + x
                                + ", which has no distance to other values: use a sample of the rows instead of a summary.");
            }
            misses[i % rows.columns()] |= Double.isNaN(x);
        }
        int coordinates = rows.columns();
        for (boolean each : misses) {
            coordinates += each ? 1 : 0;
        }
        return coordinates;
    }

    /** @param missing the coordinate is whether the value is missing; else the value, or the mean where it is missing */
    private static void fill(double[][] points, int at, double[] column, boolean missing) {
        double sum = 0;
        int count = 0;
        double scale = missing ? 1 : largest(column);
        for (double x : column) {
            double value = missing ? (Double.isNaN(x) ? 1 : 0) : x / scale;
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int row = 0; row < column.length; row++) {
            double value = missing ? (Double.isNaN(column[row]) ? 1 : 0) : column[row] / scale;
            points[row][at] = Double.isNaN(value) ? 0 : value - mean;
            squares += points[row][at] * points[row][at];
        }
        double spread = count == 0 ? 0 : Math.sqrt(squares / count);
        for (double[] point : points) {
            point[at] = spread > 0 ? point[at] / spread : 0;
        }
    }

    /** Dividing by it first keeps squares of huge values finite. */
    private static double largest(double[] column) {
        double largest = 0;
        for (double x : column) {
            largest = Double.isNaN(x) ? largest : Math.max(largest, Math.abs(x));
        }
        return largest == 0 ? 1 : largest;
    }
}

package io.shapservice.smile.surrogate;

import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A table, split into features and target, as Smile can take it: it knows no missing values, so a missing one stands above all
 * others of its column, and its trees then send it where larger values go. Ours send NaN there, too.
 *
 * @param features {@code [n][F]}, finite
 * @param target {@code [n]}; for a classification the class's index
 * @param classes for a classification, in ascending order; else empty
 */
record TrainingRows(double[][] features, double[] target, List<String> names, List<String> classes) {
    /** Twice this is finite, so thresholds between a column's values and what stands for missing ones are, too. */
    private static final double LARGEST = 1e300;

    private static final int LEAST_ROWS = 20;
    private static final int MAX_CLASSES = 100;

    static TrainingRows of(Table table, int targetColumn, Task task) throws TableException {
        if (table.rows() < LEAST_ROWS || table.columns() < 2) {
            throw new TableException("The table has " + table.rows() + " rows and " + table.columns()
                    + " columns; at least " + LEAST_ROWS + " rows, a target and a feature are needed.");
        }
        double[][] features = new double[table.rows()][table.columns() - 1];
        double[] target = new double[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            int next = 0;
            for (int column = 0; column < table.columns(); column++) {
                double x = table.values()[row * table.columns() + column];
                check(x, row, column, table, column == targetColumn);
                if (column == targetColumn) {
                    target[row] = x;
                } else {
                    features[row][next++] = x;
                }
            }
        }
        fillMissing(features);
        List<String> names = new ArrayList<>(table.columnNames());
        if (!names.isEmpty()) {
            names.remove(targetColumn);
        }
        return new TrainingRows(features, target, names, task == Task.CLASSIFICATION ? toClasses(target) : List.of());
    }

    private static void check(double x, int row, int column, Table table, boolean target) throws TableException {
        boolean wrong = target ? !Double.isFinite(x) : Math.abs(x) > LARGEST;
        if (wrong) {
            String name = table.columnNames().isEmpty()
                    ? "column " + column
                    : "column '" + table.columnNames().get(column) + "'";
            throw new TableException("Row " + row + ", " + name + ": " + x + " cannot be trained "
                    + (target
                            ? "for: leave out rows without a target."
                            : "on: leave out the row, or use a finite value."));
        }
    }

    private static void fillMissing(double[][] features) {
        for (int column = 0; column < features[0].length; column++) {
            double largest = 0;
            for (double[] row : features) {
                largest = Double.isNaN(row[column]) ? largest : Math.max(largest, row[column]);
            }
            double above = largest + Math.max(1, largest);
            for (double[] row : features) {
                row[column] = Double.isNaN(row[column]) ? above : row[column];
            }
        }
    }

    /** Replaces each value by its place among the distinct ones, which are returned. */
    private static List<String> toClasses(double[] target) throws TableException {
        TreeSet<Double> distinct = new TreeSet<>();
        for (double value : target) {
            // −0.0 is 0.0.
            distinct.add(value + 0.0);
            if (distinct.size() > MAX_CLASSES) {
                throw new TableException("The target has more than " + MAX_CLASSES
                        + " different values; train a regression, or group them into classes.");
            }
        }
        if (distinct.size() < 2) {
            throw new TableException("The target is " + distinct.first() + " in every row; two classes are needed.");
        }
        List<Double> classes = List.copyOf(distinct);
        for (int row = 0; row < target.length; row++) {
            target[row] = classes.indexOf(target[row] + 0.0);
        }
        return classes.stream().map(TrainingRows::label).toList();
    }

    private static String label(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    int rows() {
        return target.length;
    }

    TrainingRows choose(int[] rows) {
        double[][] chosen = new double[rows.length][];
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = features[rows[i]];
            targets[i] = target[rows[i]];
        }
        return new TrainingRows(chosen, targets, names, classes);
    }
}

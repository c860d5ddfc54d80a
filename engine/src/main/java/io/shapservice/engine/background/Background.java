package io.shapservice.engine.background;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.Arrays;

/**
 * The distribution that a feature's value is drawn from when it is unknown: M weighted rows.
 *
 * @param rows {@code [M, F]}, 1 ≤ M ≤ {@link #MAX_ROWS}; NaN is missing, as in rows to explain
 * @param weights {@code [M]}, finite, ≥ 0, with the sum 1
 */
public record Background(Table rows, double[] weights) {
    /** More rows would make no visible difference; summarise them first. */
    public static final int MAX_ROWS = 100_000;

    /** What rounding may leave of a sum that is meant to be 1. */
    private static final double SLACK = 1e-9;

    /** @throws IllegalArgumentException for weights that are not a distribution over the rows */
    public Background {
        checkRows(rows);
        weights = weights.clone();
        double sum = sum(weights, rows.rows());
        if (Math.abs(sum - 1) > SLACK) {
            throw new IllegalArgumentException("the weights of the background rows add up to " + sum + ", not to 1");
        }
    }

    /** Every row counts the same. */
    public static Background of(Table rows) throws TableException {
        check(rows);
        double[] weights = new double[rows.rows()];
        Arrays.fill(weights, 1.0 / rows.rows());
        return new Background(rows, weights);
    }

    /** @param counts finite, ≥ 0, not all zero; divided by their sum */
    public static Background weighted(Table rows, double[] counts) throws TableException {
        check(rows);
        double sum = sum(counts, rows.rows());
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("the weights of the background rows add up to " + sum);
        }
        return new Background(rows, Arrays.stream(counts).map(c -> c / sum).toArray());
    }

    /** The same rows with their columns in the model's order. */
    public Background aligned(TreeEnsemble model) throws TableException {
        return new Background(Columns.align(rows, model), weights);
    }

    public int size() {
        return rows.rows();
    }

    private static void check(Table rows) throws TableException {
        if (rows.rows() == 0) {
            throw new TableException("The background has no rows; at least one is needed.");
        }
        if (rows.rows() > MAX_ROWS) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE,
                    "The background has " + rows.rows() + " rows; " + MAX_ROWS
                            + " are allowed. Use a sample or a summary of them: a few hundred are usually enough.");
        }
    }

    private static void checkRows(Table rows) {
        if (rows.rows() == 0 || rows.rows() > MAX_ROWS) {
            throw new IllegalArgumentException(rows.rows() + " background rows, must be 1 to " + MAX_ROWS);
        }
    }

    private static double sum(double[] weights, int rows) {
        if (weights.length != rows) {
            throw new IllegalArgumentException(weights.length + " weights for " + rows + " background rows");
        }
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("a background row has the weight " + weight);
            }
            sum += weight;
        }
        return sum;
    }
}

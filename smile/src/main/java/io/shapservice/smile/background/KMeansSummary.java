package io.shapservice.smile.background;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.background.BackgroundSample;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import smile.clustering.KMeans;
import smile.math.MathEx;

/**
 * Summarises rows as the centres of their k-means clusters, each weighing as many rows as its cluster has. As in
 * {@code shap.kmeans}, a centre's values are rounded to the nearest that the column really has, so that a category or a count stays
 * one. Two things differ from there: columns are scaled to the same spread first, so that none counts more for its unit; and rows
 * may miss values: whether a value is missing is a coordinate of its own, and a centre misses what most of its rows miss.
 */
public final class KMeansSummary {
    /** Beyond so many rows, a sample of them is clustered: centres do not change visibly, and time stays bounded. */
    static final int MAX_ROWS = 50_000;

    private static final int MAX_ITERATIONS = 100;
    private static final double TOLERANCE = 1e-4;

    private KMeansSummary() {}

    /**
     * @param centres at most so many rows; fewer when clusters stay empty, and the rows themselves when there are no more of them
     * @param random the same seed gives the same summary
     * @throws TableException for a table without rows, or with an infinite value, which has no distance to others
     */
    public static Background of(Table rows, int centres, RandomGenerator random) throws TableException {
        if (centres < 1) {
            throw new IllegalArgumentException(centres + " centres");
        }
        if (rows.rows() <= centres) {
            return Background.of(rows);
        }
        Table clustered = rows.rows() > MAX_ROWS ? BackgroundSample.rows(rows, MAX_ROWS, random) : rows;
        Coordinates coordinates = Coordinates.of(clustered);
        KMeans clusters = fit(coordinates.points(), centres, random.nextLong());
        return centresOf(clustered, clusters);
    }

    private static KMeans fit(double[][] points, int centres, long seed) {
        // Smile draws from a generator of the thread.
        MathEx.setSeed(seed);
        return KMeans.fit(points, centres, MAX_ITERATIONS, TOLERANCE);
    }

    private static Background centresOf(Table rows, KMeans clusters) throws TableException {
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < clusters.k; c++) {
            members.add(new ArrayList<>());
        }
        for (int row = 0; row < rows.rows(); row++) {
            members.get(clusters.y[row]).add(row);
        }
        members.removeIf(List::isEmpty);
        int columns = rows.columns();
        double[] values = new double[members.size() * columns];
        for (int column = 0; column < columns; column++) {
            PresentValues present = new PresentValues(rows, column);
            for (int c = 0; c < members.size(); c++) {
                values[c * columns + column] = present.centre(members.get(c));
            }
        }
        double[] sizes = members.stream().mapToDouble(List::size).toArray();
        return Background.weighted(new Table(values, members.size(), columns, rows.columnNames()), sizes);
    }
}

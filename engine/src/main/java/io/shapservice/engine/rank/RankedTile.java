package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic;

/** Some rows as codes, column by column: the buffers of one thread, for one model. A row has the same lane in every column. */
public final class RankedTile {
    private final FeatureColumns[] features;
    private final Arithmetic arithmetic;
    private final int[][] columns;
    private final double[] values;
    private int rows;

    RankedTile(FeatureColumns[] features, Arithmetic arithmetic, int columns, int rows, int padding) {
        this.features = features;
        this.arithmetic = arithmetic;
        this.columns = new int[columns][rows + padding];
        this.values = new double[rows];
    }

    /**
     * Takes rows in place of those it had.
     *
     * @param rows row-major
     * @param at index of the first row's first value
     * @param width values in a row
     * @param count at most the rows that the tile was made for
     */
    public void load(double[] rows, int at, int width, int count) {
        this.rows = count;
        for (FeatureColumns feature : features) {
            feature.gather(rows, at, width, count, arithmetic, values);
            feature.rank(values, count, columns);
        }
    }

    public int rows() {
        return rows;
    }

    /** Must be called before the columns of a tree are read; columns that trees share stay, those of the tree before are lost. */
    public void enter(RankedTree tree) {
        tree.enter(columns, rows);
    }

    /** Codes of a column, one for each row. */
    public int[] codes(int column) {
        return columns[column];
    }
}

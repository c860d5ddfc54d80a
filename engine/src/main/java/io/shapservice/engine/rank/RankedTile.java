package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic;

/** Some rows as codes, column by column: the buffers of one thread, for one model. A row has the same lane in every column. */
public final class RankedTile {
    /** Elements beyond the last row of each column that a kernel may read. */
    public static final int PADDING = 16;

    /** Numbers of 32 bits in the widest vector. */
    public static final int VECTOR = 16;

    private final FeatureColumns[] features;
    private final Arithmetic arithmetic;
    private final int[][] columns;
    private final double[] values;
    private int rows;

    RankedTile(FeatureColumns[] features, Arithmetic arithmetic, int columns, int rows) {
        this.features = features;
        this.arithmetic = arithmetic;
        this.columns = new int[columns][rows + PADDING];
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

    int lanes() {
        return lanes(VECTOR);
    }

    public int lanes(int vector) {
        return lanes(rows, vector);
    }

    /**
     * How far a loop over some rows goes: on to the end of a vector, in lanes that nobody reads, rather than one by one. And one lane more,
     * because the loops that C2 makes take one by itself first. At most {@link #PADDING} more than the rows.
     *
     * @param vector lanes of the widest vector
     */
    public static int lanes(int rows, int vector) {
        return (rows - 1 + vector - 1) / vector * vector + 1;
    }

    /** Must be called before the columns of a tree are read; columns that trees share stay, those of the tree before are lost. */
    public void enter(RankedTree tree) {
        tree.enter(columns, rows);
    }

    /** {@code [column][row]}. */
    int[][] columns() {
        return columns;
    }

    /** Codes of a column, one for each row. */
    public int[] codes(int column) {
        return columns[column];
    }
}

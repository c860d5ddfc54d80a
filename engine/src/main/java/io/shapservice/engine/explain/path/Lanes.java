package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;

/** The state of one thread: a tile of rows, and per row a lane in every array that a tree's steps read and write. */
abstract sealed class Lanes permits TileLanes, Row {
    static final int PADDING = RankedTile.PADDING;

    final RankedTile tile;
    /** The tile's columns, then those that the tree at hand wants derived. */
    final int[][] codes;

    private final int firstDerived;
    private final int vector;
    private final int capacity;

    /**
     * @param lanes between the points of a buffer
     * @param vector lanes of the widest vector
     */
    Lanes(PathPlan plan, int lanes, int vector) {
        this.vector = vector;
        this.capacity = lanes - vector + 1;
        Ranking ranking = plan.ranking();
        tile = ranking.newTile(lanes);
        firstDerived = ranking.columns();
        codes = new int[firstDerived + plan.derived()][];
        for (int column = 0; column < codes.length; column++) {
            codes[column] = column < firstDerived ? tile.codes(column) : new int[lanes + PADDING];
        }
    }

    /** Rows that fit. */
    final int capacity() {
        return capacity;
    }

    /** How far loops over the rows go. */
    final int lanes() {
        return tile.lanes(vector);
    }

    /** Takes rows in place of those it had; the arguments are {@link RankedTile#load}'s. */
    void load(double[] rows, int at, int width, int count) {
        tile.load(rows, at, width, count);
    }

    /** Fills the columns that the tree has to itself. */
    final void enter(CompiledTree tree) {
        tile.enter(tree.ranked());
        DerivedColumn[] derived = tree.derived();
        for (int i = 0; i < derived.length; i++) {
            derived[i].fill(codes, codes[firstDerived + i], tile.rows());
        }
    }

    /** Adds the values that the trees of an output have for the rows in the tile. */
    abstract void add(int output);

    /** For a row of lanes what was added since it was {@linkplain #clear cleared}. */
    abstract double[] total(int row);

    /** @param rows of lanes */
    abstract void clear(int[] rows);
}

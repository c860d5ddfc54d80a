package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;

/** The state of one thread: a tile of rows, and per row a lane in every array that a tree's steps read and write. */
abstract sealed class Lanes permits FloatLanes, DoubleLanes {
    /** C2 may read ahead of a row's lane. */
    static final int PADDING = 16;

    final RankedTile tile;
    /** The tile's columns, then those that the tree at hand wants derived. */
    final int[][] codes;

    private final int firstDerived;

    Lanes(PathPlan plan, int lanes) {
        Ranking ranking = plan.ranking();
        tile = ranking.newTile(lanes, PADDING);
        firstDerived = ranking.columns();
        codes = new int[firstDerived + plan.derived()][];
        for (int column = 0; column < codes.length; column++) {
            codes[column] = column < firstDerived ? tile.codes(column) : new int[lanes + PADDING];
        }
    }

    /** Rows that fit. */
    abstract int capacity();

    /** Adds the tree's values of the rows in the tile. */
    final void add(CompiledTree tree) {
        tile.enter(tree.ranked());
        DerivedColumn[] derived = tree.derived();
        for (int i = 0; i < derived.length; i++) {
            derived[i].fill(codes, codes[firstDerived + i], tile.rows());
        }
        for (int pass = 0; pass < tree.programs().length; pass++) {
            run(tree, pass);
        }
    }

    abstract void run(CompiledTree tree, int pass);

    /** Moves what was added to some rows of lanes into the totals. */
    abstract void flush(int[] rows);

    /** For a row of lanes what was added since it was {@linkplain #clear cleared}, as of the last {@link #flush}. */
    abstract double[] total(int row);

    abstract void clear(int[] rows);
}

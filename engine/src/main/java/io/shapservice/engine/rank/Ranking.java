package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.TreeEnsemble;

/** A model's thresholds as ranks. Immutable; tiles are made from it, one for each thread. */
public final class Ranking {
    /** A code that no cut is above, and a cut that every other code is below. */
    static final int ABOVE_ALL = 1 << 30;

    private final Arithmetic arithmetic;
    private final FeatureColumns[] features;
    private final RankedTree[] trees;
    private final int sharedColumns;
    private final int columns;

    Ranking(Arithmetic arithmetic, FeatureColumns[] features, RankedTree[] trees, int sharedColumns, int columns) {
        this.arithmetic = arithmetic;
        this.features = features;
        this.trees = trees;
        this.sharedColumns = sharedColumns;
        this.columns = columns;
    }

    public static Ranking of(TreeEnsemble ensemble) {
        return new RankingBuilder(ensemble).build();
    }

    /** @param index of the tree in the ensemble */
    public RankedTree tree(int index) {
        return trees[index];
    }

    public int trees() {
        return trees.length;
    }

    /** The first columns of a tile, which stay as they are from tree to tree. */
    public int sharedColumns() {
        return sharedColumns;
    }

    /** Columns of a tile, those of a tree entered included. */
    public int columns() {
        return columns;
    }

    /** @param rows that fit in the tile */
    public RankedTile newTile(int rows) {
        return new RankedTile(features, arithmetic, columns, rows);
    }
}

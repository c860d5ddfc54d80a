package io.shapservice.engine.rank;

/**
 * The splits of one tree as comparisons of codes: a row goes left at a node when its code in the node's column of a
 * {@link RankedTile} is less than the node's cut. Nodes are numbered as in the tree.
 */
public final class RankedTree {
    private final int[] column;
    private final int[] cut;
    /** The i-th fills column {@code ownColumns + i} of a tile when the tree is entered. */
    private final CategoryLookup[] lookups;

    private final int ownColumns;

    RankedTree(int[] column, int[] cut, CategoryLookup[] lookups, int ownColumns) {
        this.column = column;
        this.cut = cut;
        this.lookups = lookups;
        this.ownColumns = ownColumns;
    }

    /** Meaningless for a leaf, as {@link #cut} is. */
    public int column(int node) {
        return column[node];
    }

    public int cut(int node) {
        return cut[node];
    }

    int lookups() {
        return lookups.length;
    }

    void enter(int[][] tile, int count) {
        for (int i = 0; i < lookups.length; i++) {
            lookups[i].fill(tile, tile[ownColumns + i], count);
        }
    }
}

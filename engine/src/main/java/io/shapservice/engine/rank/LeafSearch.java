package io.shapservice.engine.rank;

import java.util.Arrays;

/** Finds where rows end. Holds the scratch of one thread. */
public final class LeafSearch {
    /** Deeper down few rows are left. */
    private static final int LEVELS_TOGETHER = 16;

    /** Fewer rows walk down one by one. */
    private static final int WORTH_A_LOOP = 8;

    private final int[][] found;

    /** @param rows of a tile, at most */
    public LeafSearch(int rows) {
        found = new int[TopLevels.scratch()][rows + RankedTile.PADDING];
    }

    /**
     * @param tile that has {@linkplain RankedTile#enter entered} the tree
     * @param depth of the tree
     * @return for each row of the tile the node of its leaf, until the next call
     */
    public int[] leaves(RankedTree tree, RankedTile tile, int depth) {
        int[] nodes = found[0];
        if (tile.rows() < WORTH_A_LOOP) {
            Arrays.fill(nodes, 0, tile.rows(), 0);
            tree.descendToLeaf(tile, nodes);
            return nodes;
        }
        tree.top().find(tile.columns(), tile.lanes(), found);
        for (int level = TopLevels.LEVELS; level < Math.min(depth, LEVELS_TOGETHER); level++) {
            tree.descend(tile, nodes);
        }
        if (depth > LEVELS_TOGETHER) {
            tree.descendToLeaf(tile, nodes);
        }
        return nodes;
    }
}

package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The splits of one tree as comparisons of codes: a row goes left at a node when its code in the node's column of a
 * {@link RankedTile} is less than the node's cut. Nodes are numbered as in the tree.
 */
public final class RankedTree {
    /** Column of a leaf. */
    static final int NONE = -1;

    /** Deeper down few rows are left. */
    private static final int LEVELS_TOGETHER = 16;

    private final int[] column;
    private final int[] cut;
    /** The i-th fills column {@code ownColumns + i} of a tile when the tree is entered. */
    private final CategoryLookup[] lookups;

    private final int ownColumns;
    /** What the columns hold that trees share. */
    private final ColumnKind[] kinds;

    RankedTree(int[] column, int[] cut, CategoryLookup[] lookups, ColumnKind[] kinds) {
        this.column = column;
        this.cut = cut;
        this.lookups = lookups;
        this.ownColumns = kinds.length;
        this.kinds = kinds;
    }

    /** Meaningless for a leaf, as {@link #cut} is. */
    public int column(int node) {
        return column[node];
    }

    public int cut(int node) {
        return cut[node];
    }

    /**
     * What earlier splits of a path ask of their feature, as one comparison more.
     *
     * @param nodes that split on the same feature; at least one
     * @param left whether the path goes left there
     * @return empty when no single range of codes says it: NaN is let through, but not at an end of the range, or categories
     */
    public Optional<CodeRange> range(List<Integer> nodes, List<Boolean> left) {
        int low = 0;
        int high = Ranking.ABOVE_ALL + 1;
        int shared = column[nodes.getFirst()];
        int excludesNan = NONE;
        for (int i = 0; i < nodes.size(); i++) {
            int node = nodes.get(i);
            if (left.get(i)) {
                high = Math.min(high, cut[node]);
            } else {
                low = Math.max(low, cut[node]);
            }
            shared = shared == column[node] ? shared : NONE;
            excludesNan = is(left.get(i) ? ColumnKind.NAN_RIGHT : ColumnKind.NAN_LEFT, column[node])
                    ? column[node]
                    : excludesNan;
        }
        if (shared != NONE) {
            return Optional.of(new CodeRange(shared, low, high));
        }
        // The feature's two columns differ for NaN alone, which is outside the range in the column of the split that
        // keeps it out.
        boolean onlyNanDiffers =
                nodes.stream().allMatch(n -> is(ColumnKind.NAN_LEFT, column[n]) || is(ColumnKind.NAN_RIGHT, column[n]));
        return onlyNanDiffers && excludesNan != NONE
                ? Optional.of(new CodeRange(excludesNan, low, high))
                : Optional.empty();
    }

    /**
     * Where rows end.
     *
     * @param tree that this was made from, {@linkplain RankedTile#enter entered} before
     * @param leaves receives for each row of the tile the node of its leaf
     */
    public void leaves(Tree tree, RankedTile tile, int[] leaves) {
        int rows = tile.rows();
        Arrays.fill(leaves, 0, rows, 0);
        for (int level = 0; level < Math.min(tree.depth(), LEVELS_TOGETHER); level++) {
            descend(tree, tile, leaves, rows);
        }
        for (int i = 0; i < rows && tree.depth() > LEVELS_TOGETHER; i++) {
            leaves[i] = leaf(tree, tile, i, leaves[i]);
        }
    }

    /**
     * All rows a level down, those at a leaf excepted. Rows do not wait for each other, as the levels of one row
     * do; and which way a row goes is a coin flip that no branch predictor learns, so that bits decide.
     */
    private void descend(Tree tree, RankedTile tile, int[] nodes, int rows) {
        for (int i = 0; i < rows; i++) {
            int node = nodes[i];
            int of = column[node];
            int atLeaf = of >> 31;
            int left = (tile.codes(of & ~atLeaf)[i] - cut[node]) >> 31;
            int right = tree.right(node);
            int next = right + (left & (tree.left(node) - right));
            nodes[i] = next ^ ((next ^ node) & atLeaf);
        }
    }

    private int leaf(Tree tree, RankedTile tile, int i, int from) {
        int node = from;
        while (column[node] != NONE) {
            node = tile.codes(column[node])[i] < cut[node] ? tree.left(node) : tree.right(node);
        }
        return node;
    }

    private boolean is(ColumnKind kind, int of) {
        return of < kinds.length && kinds[of] == kind;
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

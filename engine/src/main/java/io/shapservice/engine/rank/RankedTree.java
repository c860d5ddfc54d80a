package io.shapservice.engine.rank;

import java.util.List;
import java.util.Optional;

/**
 * The splits of one tree as comparisons of codes: a row goes left at a node when its code in the node's column of a
 * {@link RankedTile} is less than the node's cut. Nodes are numbered as in the tree.
 */
public final class RankedTree {
    private static final int NONE = -1;

    /** {@code column << 32 | cut}: a walk wants both. */
    private final long[] splits;
    /** Where rows go that are not below the cut; the node itself for a leaf, whose cut nothing is below. */
    private final int[] right;

    private final TopLevels top;
    /** The i-th fills column {@code ownColumns + i} of a tile when the tree is entered. */
    private final CategoryLookup[] lookups;

    private final int ownColumns;
    /** What the columns hold that trees share. */
    private final ColumnKind[] kinds;

    RankedTree(long[] splits, int[] right, CategoryLookup[] lookups, ColumnKind[] kinds) {
        this.splits = splits;
        this.right = right;
        this.top = new TopLevels(splits, right);
        this.lookups = lookups;
        this.ownColumns = kinds.length;
        this.kinds = kinds;
    }

    static long split(int column, int cut) {
        return (long) column << Integer.SIZE | cut;
    }

    /** Meaningless for a leaf, as {@link #cut} is. */
    public int column(int node) {
        return (int) (splits[node] >> Integer.SIZE);
    }

    public int cut(int node) {
        return (int) splits[node];
    }

    /**
     * What earlier splits of a path ask of their feature, as one comparison more.
     *
     * @param earlier on the same feature; at least one
     * @return empty when no single range of codes says it: NaN is let through, but not at an end of the range, or categories
     */
    public Optional<CodeRange> range(List<Condition> earlier) {
        int low = 0;
        int high = Ranking.ABOVE_ALL + 1;
        int shared = column(earlier.getFirst().node());
        int excludesNan = NONE;
        for (Condition condition : earlier) {
            int at = cut(condition.node());
            int of = column(condition.node());
            if (condition.left()) {
                high = Math.min(high, at);
            } else {
                low = Math.max(low, at);
            }
            shared = shared == of ? shared : NONE;
            excludesNan = is(condition.left() ? ColumnKind.NAN_RIGHT : ColumnKind.NAN_LEFT, of) ? of : excludesNan;
        }
        if (shared != NONE) {
            return Optional.of(new CodeRange(shared, low, high));
        }
        // The feature's two columns differ for NaN alone, which is outside the range in the column of the split that
        // keeps it out.
        boolean onlyNanDiffers = earlier.stream()
                .map(condition -> column(condition.node()))
                .allMatch(of -> is(ColumnKind.NAN_LEFT, of) || is(ColumnKind.NAN_RIGHT, of));
        return onlyNanDiffers && excludesNan != NONE
                ? Optional.of(new CodeRange(excludesNan, low, high))
                : Optional.empty();
    }

    TopLevels top() {
        return top;
    }

    /** All rows a level down from their node, those at a leaf excepted. */
    void descend(RankedTile tile, int[] nodes) {
        descend(splits, right, tile.columns(), nodes, tile.rows());
    }

    /** Rows do not wait for each other, as the levels of one row do; and no branch predictor learns which way a row goes. */
    private static void descend(long[] splits, int[] right, int[][] columns, int[] nodes, int rows) {
        for (int i = 0; i < rows; i++) {
            int node = nodes[i];
            long split = splits[node];
            int below = (columns[(int) (split >> Integer.SIZE)][i] - (int) split) >> 31;
            int otherwise = right[node];
            nodes[i] = otherwise + (below & (node + 1 - otherwise));
        }
    }

    void descendToLeaf(RankedTile tile, int[] nodes) {
        for (int i = 0; i < tile.rows(); i++) {
            int node = nodes[i];
            while (right[node] != node) {
                node = tile.codes(column(node))[i] < cut(node) ? node + 1 : right[node];
            }
            nodes[i] = node;
        }
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

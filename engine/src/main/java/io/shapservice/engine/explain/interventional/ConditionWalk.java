package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.RankedTree;

/**
 * Goes down one tree with many rows at once and tells at each stop which conditions on the way every row meets: one bit for each
 * feature of the path, in the order in which they first occur, set when all of the path's splits on the feature send the row along.
 * The scratch of one thread.
 *
 * <p>All arrays have a row at the same index: the compiler then knows that streams which might be one array do not overlap, and
 * vectorises the loops.
 */
final class ConditionWalk {
    /** Where the walk ends on a path. */
    interface Visitor {
        /** Must be true for leaves. */
        boolean stopsAt(int node);

        /**
         * @param met for each row of the tile its bits
         * @param features of the path: bit i is of {@code features[i]}
         * @param bits how many there are
         */
        void arrive(int node, int[] met, int[] features, int bits);
    }

    private final int[] root;
    private final int[][] left;
    private final int[][] right;
    private final int[] features;
    private int from;
    private int to;

    /** @param depth splits on the longest path */
    ConditionWalk(int rows, int depth) {
        root = new int[rows + RankedTile.PADDING];
        left = new int[depth][rows + RankedTile.PADDING];
        right = new int[depth][rows + RankedTile.PADDING];
        features = new int[depth];
    }

    /** One tree and a tile that has entered it. */
    record Scene(Tree tree, RankedTree ranked, RankedTile tile) {}

    /** @param from the first row of the tile that is meant; those up to {@code to} are, which may be in the tile's padding */
    void walk(Scene scene, int from, int to, Visitor visitor) {
        this.from = from;
        this.to = to;
        visit(scene, visitor, 0, 0, root, 0);
    }

    private void visit(Scene scene, Visitor visitor, int node, int depth, int[] met, int bits) {
        if (visitor.stopsAt(node)) {
            visitor.arrive(node, met, features, bits);
            return;
        }
        Tree tree = scene.tree();
        int feature = tree.feature(node);
        int[] codes = scene.tile().codes(scene.ranked().column(node));
        int cut = scene.ranked().cut(node);
        int bit = bitOf(feature, bits);
        if (bit == bits) {
            features[bit] = feature;
            extend(from, to, codes, cut, bit, met, left[depth], right[depth]);
        } else {
            restrict(from, to, codes, cut, bit, met, left[depth], right[depth]);
        }
        int below = Math.max(bits, bit + 1);
        visit(scene, visitor, tree.left(node), depth + 1, left[depth], below);
        visit(scene, visitor, tree.right(node), depth + 1, right[depth], below);
    }

    private int bitOf(int feature, int bits) {
        int bit = 0;
        while (bit < bits && features[bit] != feature) {
            bit++;
        }
        return bit;
    }

    private static void extend(int from, int to, int[] codes, int cut, int bit, int[] met, int[] left, int[] right) {
        for (int i = from; i < to; i++) {
            int o = (codes[i] - cut) >>> 31;
            int m = met[i];
            left[i] = m | (o << bit);
            right[i] = m | ((1 - o) << bit);
        }
    }

    private static void restrict(int from, int to, int[] codes, int cut, int bit, int[] met, int[] left, int[] right) {
        for (int i = from; i < to; i++) {
            int o = (codes[i] - cut) >>> 31;
            int m = met[i];
            left[i] = m & ~((1 - o) << bit);
            right[i] = m & ~(o << bit);
        }
    }
}

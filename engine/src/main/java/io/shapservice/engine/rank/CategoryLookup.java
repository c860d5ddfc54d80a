package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Tree;

/** One split on categories: for each code of its feature's column, which way a row goes. */
final class CategoryLookup {
    private static final int NAN_CODE = 0;

    private final int source;
    /** Codes up to this are told apart; those beyond go as it does. */
    private final int last;
    /** Bit c set: code c goes right. */
    private final long[] right;

    CategoryLookup(Tree tree, int node, int source, Comparison comparison) {
        this.source = source;
        int listed = tree.categories(node).listed();
        this.last = listed + 1;
        this.right = new long[(last >> 6) + 1];
        for (int code = 0; code <= last; code++) {
            double x = code == NAN_CODE ? Double.NaN : code == last ? -1 : code - 1;
            if (!tree.goesLeft(node, x, comparison)) {
                right[code >> 6] |= 1L << code;
            }
        }
    }

    /** 0 where a row goes left, 1 where it goes right. */
    void fill(int[][] tile, int[] into, int count) {
        int[] codes = tile[source];
        for (int i = 0; i < count; i++) {
            int code = Math.min(codes[i], last);
            into[i] = (int) (right[code >> 6] >>> code) & 1;
        }
    }
}

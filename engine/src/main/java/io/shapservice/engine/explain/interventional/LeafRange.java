package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;

/**
 * Of one output of one tree's leaves. A constant added to all leaves changes no contribution, so tables are made for what the leaves
 * differ from the middle by.
 */
record LeafRange(double low, double high) {
    static LeafRange of(Tree tree, int leafIndex) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.isLeaf(node)) {
                low = Math.min(low, tree.leafValue(node, leafIndex));
                high = Math.max(high, tree.leafValue(node, leafIndex));
            }
        }
        return new LeafRange(low, high);
    }

    double middle() {
        return low / 2 + high / 2;
    }

    /** Every contribution of the tree is at most this, either way. */
    double width() {
        return high - low;
    }
}

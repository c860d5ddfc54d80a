package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Tree;

/**
 * Per node of one tree, what depends on its covers and on the features above it. A feature that splits again further down a path
 * is one factor of the path, so such a node starts from the product of the earlier shares.
 */
public final class PathRatios {
    private static final int NONE = -1;

    /** Share of the cover that goes left; the right's is 1 minus it, so that the two always make 1. */
    final double[] left;
    /** For a node whose feature splits above it too: the child, on its path, of the nearest such split; else −1. */
    final int[] earlier;
    /** Product of the shares of a node's parent's feature, from the root down to the node. */
    private final double[] product;

    /** Largest number of distinct features on a path. */
    final int distinctFeatures;

    public PathRatios(Tree tree) {
        int nodes = tree.nodes();
        left = new double[nodes];
        earlier = new int[nodes];
        product = new double[nodes];
        int[] parent = new int[nodes];
        int[] distinct = new int[nodes];
        parent[0] = NONE;
        int most = 0;
        for (int n = 0; n < nodes; n++) {
            if (tree.isLeaf(n)) {
                most = Math.max(most, distinct[n]);
                continue;
            }
            int l = tree.left(n);
            int r = tree.right(n);
            parent[l] = n;
            parent[r] = n;
            left[n] = share(tree.cover(l), tree.cover(r));
            earlier[n] = earlier(tree, parent, n);
            distinct[l] = distinct[n] + (earlier[n] < 0 ? 1 : 0);
            distinct[r] = distinct[l];
            product[l] = before(n) * left[n];
            product[r] = before(n) * (1 - left[n]);
        }
        distinctFeatures = most;
    }

    public int distinctFeatures() {
        return distinctFeatures;
    }

    /** Whether the feature of an inner node splits above it too. */
    public boolean repeats(int node) {
        return earlier[node] >= 0;
    }

    /** Share of the cover of an inner node that goes left. */
    public double left(int node) {
        return left[node];
    }

    /** Product of the shares of a node's parent's feature, from the root down to the node. */
    public double product(int node) {
        return product[node];
    }

    /** Product of the shares of the node's own feature above it; 1 when the feature is new on the path. */
    public double before(int node) {
        return earlier[node] < 0 ? 1 : product[earlier[node]];
    }

    /** Stored covers of parents are off by rounding, so the children's sum stands for it; two empty children share evenly. */
    private static double share(double left, double right) {
        double both = left + right;
        return both > 0 ? left / both : 0.5;
    }

    private static int earlier(Tree tree, int[] parent, int node) {
        int below = node;
        for (int up = parent[node]; up >= 0; up = parent[up]) {
            if (tree.feature(up) == tree.feature(node)) {
                return below;
            }
            below = up;
        }
        return NONE;
    }

    /** The tree's value with no feature known: leaves weighted by their shares. */
    public double expectedValue(Tree tree, int k) {
        double[] value = new double[tree.nodes()];
        for (int n = tree.nodes() - 1; n >= 0; n--) {
            value[n] = tree.isLeaf(n)
                    ? tree.leafValue(n, k)
                    : left[n] * value[tree.left(n)] + (1 - left[n]) * value[tree.right(n)];
        }
        return value[0];
    }
}

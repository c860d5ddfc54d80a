package io.shapservice.engine.ensemble;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import java.util.Arrays;

/**
 * One binary tree. Nodes are numbered in preorder with the left branch first: node 0 is the root, the left child of an inner node
 * n is n + 1, and children have larger numbers than their parent. Made and checked by {@link TreeLayout}.
 */
public final class Tree {
    private static final int LEAF = -1;
    private static final byte DEFAULT_LEFT = 1;
    private static final int MISSING_SHIFT = 1;

    private final int[] feature;
    private final int[] right;
    private final double[] threshold;
    private final double[] cover;
    private final byte[] missing;
    private final int[] categorySplit;
    private final CategorySplits categories;
    private final double[] leafValues;
    private final int width;
    private final int depth;

    /** @param n nodes; arrays are filled by the layout before the tree is handed out */
    Tree(
            int n,
            boolean covers,
            boolean categorical,
            CategorySplits categories,
            double[] leafValues,
            int width,
            int depth) {
        this.feature = new int[n];
        this.right = new int[n];
        this.threshold = new double[n];
        this.cover = new double[covers ? n : 0];
        this.missing = new byte[n];
        this.categorySplit = new int[categorical ? n : 0];
        this.categories = categories;
        this.leafValues = leafValues;
        this.width = width;
        this.depth = depth;
    }

    private Tree(Tree of, double[] cover, double[] leafValues) {
        this.feature = of.feature;
        this.right = of.right;
        this.threshold = of.threshold;
        this.cover = cover;
        this.missing = of.missing;
        this.categorySplit = of.categorySplit;
        this.categories = of.categories;
        this.leafValues = leafValues;
        this.width = of.width;
        this.depth = of.depth;
    }

    void setLeaf(int node, int row, SourceTree source, int from) {
        feature[node] = LEAF;
        right[node] = row * width;
        setCover(node, source, from);
    }

    void setSplit(int node, SourceTree source, int from) {
        feature[node] = source.feature()[from];
        threshold[node] = source.threshold()[from];
        setCover(node, source, from);
        missing[node] = (byte) (source.missing()[from].code() << MISSING_SHIFT
                | (source.defaultLeft().get(from) ? DEFAULT_LEFT : 0));
        if (categorySplit.length > 0) {
            categorySplit[node] = source.categorySplit()[from];
        }
    }

    private void setCover(int node, SourceTree source, int from) {
        if (hasCovers()) {
            cover[node] = source.cover()[from];
        }
    }

    void setRight(int node, int child) {
        right[node] = child;
    }

    /** The same tree with each leaf value multiplied by {@code weight}, rounded as the library's sums are. */
    Tree weighted(double weight, Arithmetic arithmetic) {
        double[] values = new double[leafValues.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arithmetic.sum().round(leafValues[i] * weight);
        }
        return new Tree(this, cover, values);
    }

    boolean hasFiniteValues() {
        return Arrays.stream(leafValues).allMatch(Double::isFinite);
    }

    /**
     * The same tree with the weight of rows for covers.
     *
     * @param rows {@code rows[r * columns + f]} is feature f of row r
     * @param weights one per row
     */
    Tree withCovers(double[] rows, int columns, double[] weights, Arithmetic arithmetic) {
        double[] weight = new double[nodes()];
        for (int row = 0; row < weights.length; row++) {
            weight[leafOf(rows, row * columns, arithmetic)] += weights[row];
        }
        for (int node = nodes() - 1; node >= 0; node--) {
            if (!isLeaf(node)) {
                weight[node] = weight[left(node)] + weight[right(node)];
            }
        }
        return new Tree(this, weight, leafValues);
    }

    public int nodes() {
        return feature.length;
    }

    public int leaves() {
        return (feature.length + 1) / 2;
    }

    /** Splits on the longest path; 0 for a single leaf. */
    public int depth() {
        return depth;
    }

    /** 1, or the ensemble's number of outputs when each leaf holds a vector. */
    public int width() {
        return width;
    }

    public boolean isLeaf(int node) {
        return feature[node] == LEAF;
    }

    public int left(int node) {
        return node + 1;
    }

    public int right(int node) {
        return right[node];
    }

    /** Column that the node splits on; negative for a leaf. */
    public int feature(int node) {
        return feature[node];
    }

    /** Whether the source kept covers, or they were {@linkplain TreeEnsemble#withCovers counted}. */
    public boolean hasCovers() {
        return cover.length > 0;
    }

    /** Training weight that reached the node, ≥ 0 and finite; only when the tree {@linkplain #hasCovers has covers}. */
    public double cover(int node) {
        return cover[node];
    }

    /** @param k 0, or the output for leaves that hold a vector */
    public double leafValue(int leaf, int k) {
        return leafValues[right[leaf] + k];
    }

    public boolean isCategorical(int node) {
        return categorySplit.length > 0 && categorySplit[node] >= 0;
    }

    /** For a split on categories. */
    public CategorySplits.Split categories(int node) {
        return categories.split(categorySplit[node]);
    }

    /** Meaningless for a split on categories. */
    public double threshold(int node) {
        return threshold[node];
    }

    public boolean defaultLeft(int node) {
        return (missing[node] & DEFAULT_LEFT) != 0;
    }

    public MissingRule missing(int node) {
        return MissingRule.ofCode(missing[node] >> MISSING_SHIFT);
    }

    /** @param x as {@link Arithmetic#input} gives it */
    public boolean goesLeft(int node, double x, Comparison comparison) {
        if (isCategorical(node)) {
            return Double.isNaN(x) ? defaultLeft(node) : categories.goesLeft(categorySplit[node], x);
        }
        return switch (missing(node)) {
            case NAN -> Double.isNaN(x) ? defaultLeft(node) : compare(x, threshold[node], comparison);
            case ZERO_AND_NAN ->
                (Double.isNaN(x) || x == 0.0) ? defaultLeft(node) : compare(x, threshold[node], comparison);
            case NONE -> compare(Double.isNaN(x) ? 0.0 : x, threshold[node], comparison);
        };
    }

    private static boolean compare(double x, double threshold, Comparison comparison) {
        return comparison == Comparison.LESS ? x < threshold : x <= threshold;
    }

    /** @return the leaf that a row ends in; {@code row[offset + f]} is its feature f */
    public int leafOf(double[] row, int offset, Arithmetic arithmetic) {
        int node = 0;
        while (feature[node] != LEAF) {
            double x = arithmetic.input(row[offset + feature[node]]);
            node = goesLeft(node, x, arithmetic.comparison()) ? node + 1 : right[node];
        }
        return node;
    }
}

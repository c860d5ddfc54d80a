package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.CategoryCode;
import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Takes ONNX's conditions to splits that one comparison decides for all trees of a model: {@code >} and {@code >=} by exchanging
 * the branches, and where {@code <} stands beside {@code <=}, by moving on to the next number.
 *
 * @param columns for each feature of the trees the model's; empty when they are the same
 * @param numbers width of what is compared
 */
record SplitRules(int[] columns, Comparison comparison, Width numbers, EnsembleLimits limits) {
    private static final int NONE = -1;

    /** The comparison that leaves most thresholds as they are. */
    static Comparison comparison(List<TreeDraft> trees) {
        for (TreeDraft tree : trees) {
            for (int node = 0; node < tree.nodes(); node++) {
                NodeMode mode = tree.mode(node);
                if (mode == NodeMode.BRANCH_LEQ || mode == NodeMode.BRANCH_GT) {
                    return Comparison.LESS_OR_EQUAL;
                }
            }
        }
        return Comparison.LESS;
    }

    /**
     * @param width values that each leaf shall hold: 1 for the {@linkplain TreeDraft#onlyTarget only target}
     * @param firstTarget place among them of target 0
     */
    SourceTree apply(TreeDraft tree, int width, int firstTarget) throws ModelException {
        int nodes = tree.nodes();
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        BitSet defaultLeft = new BitSet();
        int[] categorySplit = new int[nodes];
        Arrays.fill(categorySplit, NONE);
        List<CategorySplits.Split> categories = new ArrayList<>();
        long listed = 0;
        int[] leafRow = new int[nodes];
        int leaves = 0;
        for (int node = 0; node < nodes; node++) {
            NodeMode mode = tree.mode(node);
            if (mode == NodeMode.LEAF) {
                left[node] = NONE;
                leafRow[node] = leaves++;
                continue;
            }
            left[node] = mode.isOpposite() ? tree.whenFalse[node] : tree.whenTrue[node];
            right[node] = mode.isOpposite() ? tree.whenTrue[node] : tree.whenFalse[node];
            defaultLeft.set(node, mode.isOpposite() != tree.missingTrue(node));
            feature[node] = column(tree, node);
            if (mode.isByValue()) {
                categorySplit[node] = categories.size();
                categories.add(oneOf(tree, node, limits.categories() - listed));
                listed += categories.getLast().listed();
            } else {
                threshold[node] = threshold(tree, node);
            }
        }
        if ((long) leaves * width > Math.min(limits.leafValues(), Integer.MAX_VALUE - 8)) {
            throw tree.broken(leaves + " leaves of " + width + " values, more than the limit");
        }
        MissingRule[] missing = MissingRule.NAN.atEach(nodes);
        return new SourceTree(
                left,
                right,
                feature,
                threshold,
                new double[0],
                defaultLeft,
                missing,
                categories.isEmpty() ? new int[0] : categorySplit,
                categories,
                leafRow,
                tree.leafValues(leafRow, leaves, width, firstTarget),
                width,
                tree.absorbed());
    }

    private int column(TreeDraft tree, int node) throws ModelException {
        int of = tree.feature[node];
        if (columns.length == 0) {
            return of;
        }
        if (of < 0 || of >= columns.length) {
            throw tree.broken(node, "splits on feature " + of + " of " + columns.length);
        }
        return columns[of];
    }

    private double threshold(TreeDraft tree, int node) throws ModelException {
        double threshold = tree.value(node);
        NodeMode mode = tree.mode(node);
        boolean less = mode == NodeMode.BRANCH_LT || mode == NodeMode.BRANCH_GTE;
        if (Double.isNaN(threshold)) {
            throw tree.broken(node, "compares with NaN");
        }
        if (!less || comparison == Comparison.LESS) {
            return threshold;
        }
        if (threshold == Double.NEGATIVE_INFINITY) {
            throw tree.broken(node, mode + " with -Infinity beside BRANCH_LEQ is not supported");
        }
        if (numbers == Width.FLOAT64) {
            return Math.nextDown(threshold);
        }
        float near = (float) threshold;
        return near >= threshold ? Math.nextDown(near) : near;
    }

    private static CategorySplits.Split oneOf(TreeDraft tree, int node, long room) throws ModelException {
        BitSet values = new BitSet();
        DoubleList of = tree.values(node);
        for (int i = 0; i < of.size(); i++) {
            double each = of.get(i);
            int code = CategoryCode.EXACT.of(each);
            if (code < 0) {
                throw tree.broken(
                        node,
                        tree.mode(node) + " with " + each + ": only whole numbers from 0 to "
                                + (CategoryCode.EXACT.limit() - 1) + " are supported there");
            }
            if (code >= room) {
                throw tree.broken(node, tree.mode(node) + " with " + each + ": more categories than the limit");
            }
            values.set(code);
        }
        return new CategorySplits.Split(values, values.length(), false, CategoryCode.EXACT);
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.Tree;

/**
 * One tree laid out for {@link PathKernel}: its nodes in slots, a parent always before its children. Splits with two leaves below
 * (about half of all) come after the other splits, then the leaves.
 */
final class TreePlan {
    final QuadratureRule rule;
    /** Slots below this are splits with a split below. */
    final int upper;
    /** Slots from {@link #upper} to this are splits with two leaves; leaves follow. */
    final int splits;

    final int slots;

    final int[] feature;
    final int[] left;
    final int[] right;
    /** A number below goes left, unless {@link #byRule}; finite then. */
    final double[] threshold;
    /** One comparison does not tell where a number goes: the tree must be asked. It always is where NaN goes. */
    final boolean[] byRule;
    /** Share of the cover that goes left. */
    final double[] share;
    /** Slot that knows whether the row met the feature's earlier conditions; {@link #slots} when there are none. */
    final int[] earlier;
    /** {@code [Q][splits]}: t / D at point q, with D = b(1 − t) + t and b the product of the feature's earlier shares. */
    final double[][] a;
    /** {@code [Q][splits]}: b / D². */
    final double[][] h;

    private final Tree tree;
    private final Comparison comparison;
    private final int[] node;

    TreePlan(Tree tree, PathRatios ratios, Comparison comparison) {
        this.tree = tree;
        this.comparison = comparison;
        rule = QuadratureRule.forFeatures(ratios.distinctFeatures);
        slots = tree.nodes();
        splits = slots - tree.leaves();
        upper = splits - pairs();
        node = new int[slots];
        feature = new int[splits];
        left = new int[splits];
        right = new int[splits];
        threshold = new double[splits];
        byRule = new boolean[splits];
        share = new double[splits];
        earlier = new int[splits];
        a = new double[rule.points()][splits];
        h = new double[rule.points()][splits];
        int[] slot = assignSlots();
        for (int i = 0; i < splits; i++) {
            fill(i, node[i], ratios, slot);
        }
    }

    private int[] assignSlots() {
        int[] slot = new int[slots];
        int next = 0;
        int pair = upper;
        int leaf = splits;
        for (int n = 0; n < slots; n++) {
            if (tree.isLeaf(n)) {
                slot[n] = leaf++;
            } else {
                slot[n] = isPair(n) ? pair++ : next++;
            }
            node[slot[n]] = n;
        }
        return slot;
    }

    private int pairs() {
        int pairs = 0;
        for (int n = 0; n < slots; n++) {
            pairs += !tree.isLeaf(n) && isPair(n) ? 1 : 0;
        }
        return pairs;
    }

    private boolean isPair(int split) {
        return tree.isLeaf(tree.left(split)) && tree.isLeaf(tree.right(split));
    }

    private void fill(int i, int n, PathRatios ratios, int[] slot) {
        feature[i] = tree.feature(n);
        left[i] = slot[tree.left(n)];
        right[i] = slot[tree.right(n)];
        share[i] = ratios.left[n];
        route(i, n);
        boolean repeated = ratios.earlier[n] >= 0;
        earlier[i] = repeated ? slot[ratios.earlier[n]] : slots;
        double b = ratios.before(n);
        for (int q = 0; q < rule.points(); q++) {
            double t = rule.t()[q];
            double d = repeated ? b * (1 - t) + t : 1;
            a[q][i] = t / d;
            h[q][i] = b / (d * d);
        }
    }

    private void route(int i, int n) {
        double at = tree.threshold(n);
        // x ≤ t is x < the next double after t.
        threshold[i] = comparison == Comparison.LESS ? at : Math.nextUp(at);
        byRule[i] =
                tree.isCategorical(n) || tree.missing(n) == MissingRule.ZERO_AND_NAN || Double.isInfinite(threshold[i]);
    }

    boolean goesLeftByRule(int i, double x) {
        return tree.goesLeft(node[i], x, comparison);
    }

    double leafValue(int slot, int leafIndex) {
        return tree.leafValue(node[slot], leafIndex);
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.Tree;

/** One tree laid out for {@link PathKernel}: its nodes in slots, splits before leaves, a parent always before its children. */
final class TreePlan {
    final QuadratureRule rule;
    /** Slots below this are splits; leaves follow. */
    final int splits;

    final int slots;

    final int[] feature;
    final int[] left;
    final int[] right;
    /** A number below goes left, unless {@link #byRule}. */
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
        int split = 0;
        int leaf = splits;
        for (int n = 0; n < slots; n++) {
            slot[n] = tree.isLeaf(n) ? leaf++ : split++;
            node[slot[n]] = n;
        }
        return slot;
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
        // x ≤ t is x < the next double after t, except where there is none.
        boolean comparable = comparison == Comparison.LESS || at < Double.POSITIVE_INFINITY;
        threshold[i] = comparison == Comparison.LESS ? at : Math.nextUp(at);
        byRule[i] = tree.isCategorical(n) || tree.missing(n) == MissingRule.ZERO_AND_NAN || !comparable;
    }

    boolean goesLeftByRule(int i, double x) {
        return tree.goesLeft(node[i], x, comparison);
    }

    double leafValue(int slot, int leafIndex) {
        return tree.leafValue(node[slot], leafIndex);
    }
}

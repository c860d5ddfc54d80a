package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.Tree;

/**
 * One tree laid out for {@link PathKernel}: its nodes in slots, splits first. Splits with two leaves below come after the other
 * splits (the kernel does them in one step), then the leaves; a parent's slot is always below its children's.
 */
final class TreePlan {
    /** Routing by one comparison; NaN right. */
    static final byte PLAIN_NAN_RIGHT = 0;
    /** Routing by one comparison; NaN left. */
    static final byte PLAIN_NAN_LEFT = 1;
    /** Anything else: asked of the tree. */
    static final byte BY_RULE = 2;

    final QuadratureRule rule;
    /** Slots below this are splits with a split below; up to {@link #splits} those with two leaves. */
    final int upper;

    final int splits;
    final int slots;

    final int[] feature;
    final double[] threshold;
    final byte[] routing;
    final int[] left;
    final int[] right;
    /** Share of the left child, and product of the feature's earlier shares (1 when it is new on the path). */
    final double[] share;

    final double[] before;
    /** Slot that knows whether the row met the feature's earlier conditions, or −1. */
    final int[] earlier;
    /** For a split on a repeated feature, where its Q values of 1 / (before·(1 − t) + t) are in {@link #inverse}. */
    final int[] inverseAt;

    final double[] inverse;

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
        int[] slot = new int[slots];
        upper = assignSlots(tree, node, slot);
        feature = new int[splits];
        threshold = new double[splits];
        routing = new byte[splits];
        left = new int[splits];
        right = new int[splits];
        share = new double[splits];
        before = new double[splits];
        earlier = new int[splits];
        inverseAt = new int[splits];
        int repeated = 0;
        for (int i = 0; i < splits; i++) {
            int n = node[i];
            feature[i] = tree.feature(n);
            route(i, n);
            left[i] = slot[tree.left(n)];
            right[i] = slot[tree.right(n)];
            share[i] = ratios.left[n];
            before[i] = ratios.before(n);
            earlier[i] = ratios.earlier[n] < 0 ? -1 : slot[ratios.earlier[n]];
            inverseAt[i] = earlier[i] < 0 ? -1 : repeated++ * rule.points();
        }
        inverse = new double[repeated * rule.points()];
        for (int i = 0; i < splits; i++) {
            if (earlier[i] >= 0) {
                fillInverse(i);
            }
        }
    }

    private static int assignSlots(Tree tree, int[] node, int[] slot) {
        int next = 0;
        int upper = 0;
        for (Part part : Part.values()) {
            for (int n = 0; n < node.length; n++) {
                if (Part.of(tree, n) == part) {
                    node[next] = n;
                    slot[n] = next++;
                }
            }
            upper = part == Part.UPPER ? next : upper;
        }
        return upper;
    }

    private enum Part {
        UPPER,
        LEAF_PAIR,
        LEAF;

        static Part of(Tree tree, int n) {
            if (tree.isLeaf(n)) {
                return LEAF;
            }
            return tree.isLeaf(tree.left(n)) && tree.isLeaf(tree.right(n)) ? LEAF_PAIR : UPPER;
        }
    }

    private void route(int i, int n) {
        double at = tree.threshold(n);
        // x ≤ t is x < the next double after t, except where there is none.
        boolean comparable = comparison == Comparison.LESS || at < Double.POSITIVE_INFINITY;
        boolean plain = !tree.isCategorical(n) && tree.missing(n) == MissingRule.NAN && comparable;
        threshold[i] = comparison == Comparison.LESS ? at : Math.nextUp(at);
        if (plain) {
            routing[i] = tree.defaultLeft(n) ? PLAIN_NAN_LEFT : PLAIN_NAN_RIGHT;
        } else {
            routing[i] = BY_RULE;
        }
    }

    private void fillInverse(int i) {
        for (int q = 0; q < rule.points(); q++) {
            double t = rule.t()[q];
            inverse[inverseAt[i] + q] = 1 / (before[i] * (1 - t) + t);
        }
    }

    boolean goesLeftByRule(int i, double x) {
        return tree.goesLeft(node[i], x, comparison);
    }

    double leafValue(int slot, int k) {
        return tree.leafValue(node[slot], k);
    }
}

package io.shapservice.engine.explain;

import java.util.Arrays;

/**
 * Adds the path-dependent SHAP values of one tree, row by row. Holds the scratch of one thread.
 *
 * <p>At one point t of the rule, write f for the factor of a split's left branch (the right branch has 1 − f), P for the product of
 * the factors above a node with the point's weight folded in, and E for the sum of leaf values below a node times the factors down
 * to them. Then E = E_R + f·(E_L − E_R), and the split's feature gains P·g·(E_L − E_R), summed over the points, where g says how
 * much of the branch is the feature's doing. With r the left share, o = 1 when the row goes left, b the product of the shares of
 * the feature's earlier splits on the path (1 if there are none) and D = b(1 − t) + t:
 *
 * <pre>f = (b·r(1 − t) + o·t) / D = r + v·a    v = o − r    a = t / D
 * g = b(o − r) / D²          = v·h                     h = b / D²</pre>
 *
 * If the row failed one of the earlier conditions, f = r and g = 0, which is v = 0. So a row's decisions are one number per split,
 * and each point's sweep over the tree has no branches.
 */
final class PathKernel {
    private final double[] v;
    private final double[] p;
    private final double[] e;
    private final double[] gain;
    /** Of a split with two leaves: the right one's value, and how much more the left one's is. */
    private final double[] rightLeaf;

    private final double[] leafDifference;
    /** Per slot: 1 when the row met every condition on the parent's feature down to here, else 0; and 1 after the last slot. */
    private final double[] met;

    PathKernel(int maxSlots) {
        v = new double[maxSlots];
        p = new double[maxSlots];
        e = new double[maxSlots];
        gain = new double[maxSlots];
        rightLeaf = new double[maxSlots];
        leafDifference = new double[maxSlots];
        met = new double[maxSlots + 1];
    }

    /** Before {@link #addRow} is called for a tree: value {@code leafIndex} of its leaves is meant. */
    void enter(TreePlan tree, int leafIndex) {
        for (int slot = tree.splits; slot < tree.slots; slot++) {
            e[slot] = tree.leafValue(slot, leafIndex);
        }
        for (int i = tree.upper; i < tree.splits; i++) {
            rightLeaf[i] = e[tree.right[i]];
            leafDifference[i] = e[tree.left[i]] - rightLeaf[i];
        }
    }

    /**
     * @param x values as the splits see them: feature j at {@code x[row + j]}
     * @param phi gains feature j's value at {@code phi[at + j·stride]}
     */
    void addRow(TreePlan tree, double[] x, int row, double[] phi, int at, int stride) {
        decide(tree, x, row);
        Arrays.fill(gain, 0, tree.splits, 0);
        for (int q = 0; q < tree.rule.points(); q++) {
            p[0] = tree.rule.w()[q];
            descend(tree, tree.a[q]);
            ascendFromLeaves(tree, tree.a[q], tree.h[q]);
            ascend(tree, tree.a[q], tree.h[q]);
        }
        for (int i = 0; i < tree.splits; i++) {
            phi[at + tree.feature[i] * stride] += v[i] * gain[i];
        }
    }

    /** Arithmetic in place of conditions: which way a row goes is a coin flip that no branch predictor learns. */
    private void decide(TreePlan tree, double[] x, int row) {
        met[tree.slots] = 1;
        for (int i = 0; i < tree.splits; i++) {
            double o = goesLeft(tree, i, x[row + tree.feature[i]]);
            double metBefore = met[tree.earlier[i]];
            met[tree.left[i]] = metBefore * o;
            met[tree.right[i]] = metBefore * (1 - o);
            v[i] = metBefore * (o - tree.share[i]);
        }
    }

    /** 1 or 0. The sign of a difference of finite numbers, of which x is never −0.0, is that of the comparison. */
    private static long goesLeft(TreePlan tree, int i, double x) {
        if (Double.isNaN(x) || tree.byRule[i]) {
            return tree.goesLeftByRule(i, x) ? 1 : 0;
        }
        return Double.doubleToRawLongBits(x - tree.threshold[i]) >>> 63;
    }

    private void descend(TreePlan tree, double[] a) {
        for (int i = 0; i < tree.upper; i++) {
            double whole = p[i];
            double part = whole * (tree.share[i] + v[i] * a[i]);
            p[tree.left[i]] = part;
            p[tree.right[i]] = whole - part;
        }
    }

    /** Splits whose difference is a constant; the loop reads no child, so that the compiler can do several at once. */
    private void ascendFromLeaves(TreePlan tree, double[] a, double[] h) {
        double[] share = tree.share;
        for (int i = tree.upper; i < tree.splits; i++) {
            double difference = leafDifference[i];
            e[i] = rightLeaf[i] + (share[i] + v[i] * a[i]) * difference;
            gain[i] += p[i] * h[i] * difference;
        }
    }

    private void ascend(TreePlan tree, double[] a, double[] h) {
        for (int i = tree.upper - 1; i >= 0; i--) {
            double right = e[tree.right[i]];
            double difference = e[tree.left[i]] - right;
            e[i] = right + (tree.share[i] + v[i] * a[i]) * difference;
            gain[i] += p[i] * h[i] * difference;
        }
    }
}

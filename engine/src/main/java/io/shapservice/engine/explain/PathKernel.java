package io.shapservice.engine.explain;

/**
 * Adds the path-dependent SHAP values of one tree, row by row. Holds the scratch of one thread.
 *
 * <p>Write f_q for the factor of a split's left branch at point t_q (the right branch has 1 − f_q), P_q for the product of the
 * factors above a node with the quadrature weight folded in, and E_q for the sum of leaf values below it times the factors down to
 * them. Then E = E_R + f·(E_L − E_R), and the split's feature gains Σ_q P_q·g_q·(E_L − E_R)_q, where g is the derivative of the
 * branch's factor. For a feature that is new on the path f = r(1 − t) + o·t and g = o − r (o: the row goes left, r: the left
 * share). If it split before with product b and the row met those conditions, with D = b(1 − t) + t:
 * f = (b·r(1 − t) + o·t) / D and g = ((o − b·r) − f(1 − b)) / D; if the row did not, f = r and g = 0.
 */
final class PathKernel {
    private final double[] p;
    private final double[] e;
    private final double[] f;
    private final double[] pg;
    /** Per slot: the row met every condition on the parent's feature down to here. */
    private final boolean[] met;

    PathKernel(PathPlan plan) {
        p = new double[plan.maxSlotPoints()];
        e = new double[plan.maxSlotPoints()];
        f = new double[plan.maxSlotPoints()];
        pg = new double[plan.maxSlotPoints()];
        met = new boolean[plan.maxSlots()];
    }

    /** Before {@link #addRow} is called for a tree: output {@code k} of its leaves is meant. */
    void enter(TreePlan tree, int k) {
        int points = tree.rule.points();
        System.arraycopy(tree.rule.w(), 0, p, 0, points);
        for (int slot = tree.splits; slot < tree.slots; slot++) {
            java.util.Arrays.fill(e, slot * points, (slot + 1) * points, tree.leafValue(slot, k));
        }
    }

    /**
     * @param x values as the splits see them: feature j at {@code x[row + j]}
     * @param phi gains feature j's value at {@code phi[at + j·stride]}
     */
    void addRow(TreePlan tree, double[] x, int row, double[] phi, int at, int stride) {
        for (int i = 0; i < tree.upper; i++) {
            descend(tree, i, x[row + tree.feature[i]]);
        }
        for (int i = tree.upper; i < tree.splits; i++) {
            phi[at + tree.feature[i] * stride] += leafPair(tree, i, x[row + tree.feature[i]]);
        }
        for (int i = tree.upper - 1; i >= 0; i--) {
            phi[at + tree.feature[i] * stride] += ascend(tree, i);
        }
    }

    private static boolean goesLeft(TreePlan tree, int i, double x) {
        byte routing = tree.routing[i];
        if (routing == TreePlan.BY_RULE) {
            return tree.goesLeftByRule(i, x);
        }
        return x < tree.threshold[i] || (Double.isNaN(x) && routing == TreePlan.PLAIN_NAN_LEFT);
    }

    private void descend(TreePlan tree, int i, double x) {
        int points = tree.rule.points();
        boolean goesLeft = goesLeft(tree, i, x);
        boolean metBefore = tree.earlier[i] < 0 || met[tree.earlier[i]];
        int left = tree.left[i];
        int right = tree.right[i];
        met[left] = metBefore && goesLeft;
        met[right] = metBefore && !goesLeft;
        factors(tree, i, goesLeft, metBefore);
        int own = i * points;
        left *= points;
        right *= points;
        for (int q = 0; q < points; q++) {
            double whole = p[own + q];
            double part = whole * f[own + q];
            p[left + q] = part;
            p[right + q] = whole - part;
        }
    }

    /** Leaves f and P·g of split i. */
    private void factors(TreePlan tree, int i, boolean goesLeft, boolean metBefore) {
        if (tree.earlier[i] < 0) {
            firstFactors(tree, i, goesLeft);
        } else if (metBefore) {
            repeatedFactors(tree, i, goesLeft);
        } else {
            int own = i * tree.rule.points();
            for (int q = 0; q < tree.rule.points(); q++) {
                f[own + q] = tree.share[i];
                pg[own + q] = 0;
            }
        }
    }

    private void firstFactors(TreePlan tree, int i, boolean goesLeft) {
        double[] t = tree.rule.t();
        int own = i * t.length;
        double r = tree.share[i];
        double o = goesLeft ? 1 : 0;
        for (int q = 0; q < t.length; q++) {
            f[own + q] = r * (1 - t[q]) + o * t[q];
            pg[own + q] = p[own + q] * (o - r);
        }
    }

    private void repeatedFactors(TreePlan tree, int i, boolean goesLeft) {
        double[] t = tree.rule.t();
        int own = i * t.length;
        int inverse = tree.inverseAt[i];
        double b = tree.before[i];
        double r = b * tree.share[i];
        double o = goesLeft ? 1 : 0;
        for (int q = 0; q < t.length; q++) {
            double oneOverD = tree.inverse[inverse + q];
            double factor = (r * (1 - t[q]) + o * t[q]) * oneOverD;
            f[own + q] = factor;
            pg[own + q] = p[own + q] * (((o - r) - factor * (1 - b)) * oneOverD);
        }
    }

    /** A split with two leaves: the difference below it is one constant. */
    private double leafPair(TreePlan tree, int i, double x) {
        int points = tree.rule.points();
        factors(tree, i, goesLeft(tree, i, x), tree.earlier[i] < 0 || met[tree.earlier[i]]);
        double left = e[tree.left[i] * points];
        double right = e[tree.right[i] * points];
        double difference = left - right;
        int own = i * points;
        double sum = 0;
        for (int q = 0; q < points; q++) {
            e[own + q] = right + f[own + q] * difference;
            sum += pg[own + q];
        }
        return sum * difference;
    }

    private double ascend(TreePlan tree, int i) {
        int points = tree.rule.points();
        int own = i * points;
        int left = tree.left[i] * points;
        int right = tree.right[i] * points;
        double sum = 0;
        for (int q = 0; q < points; q++) {
            double difference = e[left + q] - e[right + q];
            e[own + q] = e[right + q] + f[own + q] * difference;
            sum += pg[own + q] * difference;
        }
        return sum;
    }
}

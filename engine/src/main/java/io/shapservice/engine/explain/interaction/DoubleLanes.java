package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.rank.RankedTile;
import java.util.Arrays;

/** Loops over {@code double} lanes that the compiler vectorises: no branches, no calls, one stream per array. */
final class DoubleLanes implements Lanes {
    /** {@code [buffer][point][lane]}: one array for each stream, all with the same index, or the compiler fears that they overlap. */
    private final double[][][] buffers;

    /** {@code [buffer][lane]}, in place of all points where the node is a leaf. */
    private final double[][] leaves;

    private final boolean[] isLeaf;
    private final double[][] met;
    private final double[][] v;
    private final double[][] sums;
    private final double[][] gain;
    private final double[] unmet;
    private final double[] zero;
    private int points;
    private int rows;
    /** Up to the end of a vector. */
    private int n;

    DoubleLanes(Size size) {
        int lanes = size.lanes() + RankedTile.PADDING;
        buffers = new double[size.buffers()][size.points()][lanes];
        leaves = new double[size.buffers()][lanes];
        isLeaf = new boolean[size.buffers()];
        met = new double[size.depth() + 1][lanes];
        v = new double[size.depth()][lanes];
        sums = new double[size.pairs()][lanes];
        gain = new double[size.points()][lanes];
        unmet = new double[lanes];
        zero = new double[lanes];
        Arrays.fill(met[0], 1);
    }

    @Override
    public void root(double[] weights, int count) {
        rows = count;
        n = RankedTile.lanes(count, RankedTile.VECTOR / 2);
        points = weights.length;
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0][q], 0, n, weights[q]);
        }
    }

    @Override
    public void decide(int depth, int[] codes, int cut, int metDepth, double share) {
        decide(n, codes, cut, met[metDepth], share, met[depth + 1], v[depth]);
    }

    private static void decide(int n, int[] codes, int cut, double[] before, double share, double[] left, double[] v) {
        for (int i = 0; i < n; i++) {
            double o = (codes[i] - cut) >>> 31;
            double m = before[i];
            left[i] = m * o;
            v[i] = m * (o - share);
        }
    }

    @Override
    public void turn(int depth, int metDepth) {
        subtract(n, met[metDepth], met[depth + 1]);
    }

    private static void subtract(int n, double[] whole, double[] part) {
        for (int i = 0; i < n; i++) {
            part[i] = whole[i] - part[i];
        }
    }

    @Override
    public void down(int depth, int own, double share, double[] a) {
        int left = 2 * depth + 1;
        isLeaf[left] = false;
        isLeaf[left + 1] = false;
        for (int q = 0; q < points; q++) {
            down(n, buffers[own][q], v[depth], share, a[q], buffers[left][q], buffers[left + 1][q]);
        }
    }

    private static void down(int n, double[] p, double[] v, double share, double a, double[] left, double[] right) {
        for (int i = 0; i < n; i++) {
            double whole = p[i];
            double part = whole * (share + v[i] * a);
            left[i] = part;
            right[i] = whole - part;
        }
    }

    @Override
    public void leaf(int buffer, double value) {
        isLeaf[buffer] = true;
        Arrays.fill(leaves[buffer], 0, n, value);
    }

    @Override
    public void up(int depth, int own, double share, Constants constants) {
        int left = 2 * depth + 1;
        Arrays.fill(unmet, 0, n, 0);
        for (int q = 0; q < points; q++) {
            up(
                    n,
                    buffers[own][q],
                    expectation(left, q),
                    expectation(left + 1, q),
                    v[depth],
                    share,
                    constants.a()[q],
                    constants.h()[q],
                    constants.unmet()[q],
                    gain[q],
                    unmet);
        }
    }

    private double[] expectation(int buffer, int q) {
        return isLeaf[buffer] ? leaves[buffer] : buffers[buffer][q];
    }

    private static void up(
            int n,
            double[] p,
            double[] left,
            double[] right,
            double[] v,
            double share,
            double a,
            double h,
            double perUnmet,
            double[] gain,
            double[] unmet) {
        for (int i = 0; i < n; i++) {
            double e = right[i];
            double d = left[i] - e;
            double vi = v[i];
            double g = p[i] * vi * (h * d);
            gain[i] = g;
            unmet[i] += perUnmet * g;
            p[i] = e + (share + vi * a) * d;
        }
    }

    /** Four points at a time; what does not depend on the point is taken off once. */
    @Override
    public void interact(int pair, int depth, double[] c) {
        double[] rest = unmet;
        double[] m = met[depth];
        double[] sum = sums[pair];
        int q = 0;
        for (; q + 4 <= points; q += 4) {
            add4(n, gain[q], gain[q + 1], gain[q + 2], gain[q + 3], c[q], c[q + 1], c[q + 2], c[q + 3], m, rest, sum);
            rest = zero;
        }
        switch (points - q) {
            case 3 -> add3(n, gain[q], gain[q + 1], gain[q + 2], c[q], c[q + 1], c[q + 2], m, rest, sum);
            case 2 -> add2(n, gain[q], gain[q + 1], c[q], c[q + 1], m, rest, sum);
            case 1 -> add1(n, gain[q], c[q], m, rest, sum);
            default -> {}
        }
    }

    private static void add1(int n, double[] g0, double c0, double[] met, double[] rest, double[] sum) {
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g0[i] * c0) - (r - m * r);
        }
    }

    private static void add2(
            int n, double[] g0, double[] g1, double c0, double c1, double[] met, double[] rest, double[] sum) {
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1) - (r - m * r);
        }
    }

    private static void add3(
            int n,
            double[] g0,
            double[] g1,
            double[] g2,
            double c0,
            double c1,
            double c2,
            double[] met,
            double[] rest,
            double[] sum) {
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1 + g2[i] * c2) - (r - m * r);
        }
    }

    private static void add4(
            int n,
            double[] g0,
            double[] g1,
            double[] g2,
            double[] g3,
            double c0,
            double c1,
            double c2,
            double c3,
            double[] met,
            double[] rest,
            double[] sum) {
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1 + g2[i] * c2 + g3[i] * c3) - (r - m * r);
        }
    }

    @Override
    public void flush(int pair, double[] to, int at, int rowStride) {
        double[] sum = sums[pair];
        for (int i = 0, target = at; i < rows; i++, target += rowStride) {
            to[target] += 0.5 * sum[i];
            sum[i] = 0;
        }
    }
}

package io.shapservice.engine.explain.interaction;

import java.util.Arrays;

/** Loops over {@code double} lanes that the compiler vectorises: no branches, no calls, one stream per array. */
final class DoubleLanes implements Lanes {
    private final int stride;
    private final double[][] buffers;
    /** 0 for a buffer that holds a leaf: one value for all points. */
    private final int[] step;

    private final double[][] met;
    private final double[][] v;
    private final double[][] sums;
    private final double[] gain;
    private final double[] unmet;
    private final double[] zero;
    private int points;
    private int n;

    DoubleLanes(Size size) {
        stride = size.lanes();
        buffers = new double[size.buffers()][size.points() * stride];
        step = new int[size.buffers()];
        met = new double[size.depth() + 1][stride];
        v = new double[size.depth()][stride];
        sums = new double[size.pairs()][stride];
        gain = new double[size.points() * stride];
        unmet = new double[stride];
        zero = new double[stride];
        Arrays.fill(met[0], 1);
    }

    @Override
    public void root(double[] weights, int count) {
        n = count;
        points = weights.length;
        step[0] = stride;
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0], q * stride, q * stride + n, weights[q]);
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
        step[left] = stride;
        step[left + 1] = stride;
        for (int q = 0; q < points; q++) {
            down(n, q * stride, buffers[own], v[depth], share, a[q], buffers[left], buffers[left + 1]);
        }
    }

    private static void down(
            int n, int at, double[] p, double[] v, double share, double a, double[] left, double[] right) {
        for (int i = 0; i < n; i++) {
            double whole = p[at + i];
            double part = whole * (share + v[i] * a);
            left[at + i] = part;
            right[at + i] = whole - part;
        }
    }

    @Override
    public void leaf(int buffer, double value) {
        step[buffer] = 0;
        Arrays.fill(buffers[buffer], 0, n, value);
    }

    @Override
    public void up(int depth, int own, double share, Constants constants) {
        int left = 2 * depth + 1;
        Arrays.fill(unmet, 0, n, 0);
        for (int q = 0; q < points; q++) {
            up(
                    n,
                    q * stride,
                    buffers[own],
                    buffers[left],
                    q * step[left],
                    buffers[left + 1],
                    q * step[left + 1],
                    v[depth],
                    share,
                    constants.a()[q],
                    constants.h()[q],
                    constants.unmet()[q],
                    gain,
                    unmet);
        }
    }

    private static void up(
            int n,
            int at,
            double[] p,
            double[] left,
            int leftAt,
            double[] right,
            int rightAt,
            double[] v,
            double share,
            double a,
            double h,
            double perUnmet,
            double[] gain,
            double[] unmet) {
        for (int i = 0; i < n; i++) {
            double e = right[rightAt + i];
            double d = left[leftAt + i] - e;
            double vi = v[i];
            double g = p[at + i] * vi * (h * d);
            gain[at + i] = g;
            unmet[i] += perUnmet * g;
            p[at + i] = e + (share + vi * a) * d;
        }
    }

    /** Four points at a time; what does not depend on the point is taken off once. */
    @Override
    public void interact(int pair, int depth, double[] c) {
        double[] rest = unmet;
        int q = 0;
        for (; q + 4 <= points; q += 4) {
            add4(n, gain, q * stride, stride, c[q], c[q + 1], c[q + 2], c[q + 3], met[depth], rest, sums[pair]);
            rest = zero;
        }
        switch (points - q) {
            case 3 -> add3(n, gain, q * stride, stride, c[q], c[q + 1], c[q + 2], met[depth], rest, sums[pair]);
            case 2 -> add2(n, gain, q * stride, stride, c[q], c[q + 1], met[depth], rest, sums[pair]);
            case 1 -> add1(n, gain, q * stride, c[q], met[depth], rest, sums[pair]);
            default -> {}
        }
    }

    private static void add1(int n, double[] g, int at, double c0, double[] met, double[] rest, double[] sum) {
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g[at + i] * c0) - (r - m * r);
        }
    }

    private static void add2(
            int n, double[] g, int at, int step, double c0, double c1, double[] met, double[] rest, double[] sum) {
        int at1 = at + step;
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1) - (r - m * r);
        }
    }

    private static void add3(
            int n,
            double[] g,
            int at,
            int step,
            double c0,
            double c1,
            double c2,
            double[] met,
            double[] rest,
            double[] sum) {
        int at1 = at + step;
        int at2 = at1 + step;
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1 + g[at2 + i] * c2) - (r - m * r);
        }
    }

    private static void add4(
            int n,
            double[] g,
            int at,
            int step,
            double c0,
            double c1,
            double c2,
            double c3,
            double[] met,
            double[] rest,
            double[] sum) {
        int at1 = at + step;
        int at2 = at1 + step;
        int at3 = at2 + step;
        for (int i = 0; i < n; i++) {
            double m = met[i];
            double r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1 + g[at2 + i] * c2 + g[at3 + i] * c3) - (r - m * r);
        }
    }

    @Override
    public void flush(int pair, double[] to, int at, int rowStride) {
        double[] sum = sums[pair];
        for (int i = 0, target = at; i < n; i++, target += rowStride) {
            to[target] += 0.5 * sum[i];
            sum[i] = 0;
        }
    }
}

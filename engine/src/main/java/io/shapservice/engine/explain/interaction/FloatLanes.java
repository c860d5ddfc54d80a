package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.rank.RankedTile;
import java.util.Arrays;

/** Loops over {@code float} lanes that the compiler vectorises: no branches, no calls, one stream per array. */
final class FloatLanes implements Lanes {
    /** {@code [buffer][point][lane]}: one array for each stream, all with the same index, or the compiler fears that they overlap. */
    private final float[][][] buffers;

    /** {@code [buffer][lane]}, in place of all points where the node is a leaf. */
    private final float[][] leaves;

    private final boolean[] isLeaf;
    private final float[][] met;
    private final float[][] v;
    private final float[][] sums;
    private final float[][] gain;
    private final float[] unmet;
    private final float[] zero;
    private int points;
    private int rows;
    /** Up to the end of a vector. */
    private int n;

    FloatLanes(Size size) {
        int lanes = size.lanes() + RankedTile.PADDING;
        buffers = new float[size.buffers()][size.points()][lanes];
        leaves = new float[size.buffers()][lanes];
        isLeaf = new boolean[size.buffers()];
        met = new float[size.depth() + 1][lanes];
        v = new float[size.depth()][lanes];
        sums = new float[size.pairs()][lanes];
        gain = new float[size.points()][lanes];
        unmet = new float[lanes];
        zero = new float[lanes];
        Arrays.fill(met[0], 1);
    }

    @Override
    public void root(double[] weights, int count) {
        rows = count;
        n = RankedTile.lanes(count, RankedTile.VECTOR);
        points = weights.length;
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0][q], 0, n, (float) weights[q]);
        }
    }

    @Override
    public void decide(int depth, int[] codes, int cut, int metDepth, double share) {
        decide(n, codes, cut, met[metDepth], (float) share, met[depth + 1], v[depth]);
    }

    private static void decide(int n, int[] codes, int cut, float[] before, float share, float[] left, float[] v) {
        for (int i = 0; i < n; i++) {
            float o = (codes[i] - cut) >>> 31;
            float m = before[i];
            left[i] = m * o;
            v[i] = m * (o - share);
        }
    }

    @Override
    public void turn(int depth, int metDepth) {
        subtract(n, met[metDepth], met[depth + 1]);
    }

    private static void subtract(int n, float[] whole, float[] part) {
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
            down(n, buffers[own][q], v[depth], (float) share, (float) a[q], buffers[left][q], buffers[left + 1][q]);
        }
    }

    private static void down(int n, float[] p, float[] v, float share, float a, float[] left, float[] right) {
        for (int i = 0; i < n; i++) {
            float whole = p[i];
            float part = whole * (share + v[i] * a);
            left[i] = part;
            right[i] = whole - part;
        }
    }

    @Override
    public void leaf(int buffer, double value) {
        isLeaf[buffer] = true;
        Arrays.fill(leaves[buffer], 0, n, (float) value);
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
                    (float) share,
                    (float) constants.a()[q],
                    (float) constants.h()[q],
                    (float) constants.unmet()[q],
                    gain[q],
                    unmet);
        }
    }

    private float[] expectation(int buffer, int q) {
        return isLeaf[buffer] ? leaves[buffer] : buffers[buffer][q];
    }

    private static void up(
            int n,
            float[] p,
            float[] left,
            float[] right,
            float[] v,
            float share,
            float a,
            float h,
            float perUnmet,
            float[] gain,
            float[] unmet) {
        for (int i = 0; i < n; i++) {
            float e = right[i];
            float d = left[i] - e;
            float vi = v[i];
            float g = p[i] * vi * (h * d);
            gain[i] = g;
            unmet[i] += perUnmet * g;
            p[i] = e + (share + vi * a) * d;
        }
    }

    /** Four points at a time; what does not depend on the point is taken off once. */
    @Override
    public void interact(int pair, int depth, double[] c) {
        float[] rest = unmet;
        float[] m = met[depth];
        float[] sum = sums[pair];
        int q = 0;
        for (; q + 4 <= points; q += 4) {
            add4(
                    n,
                    gain[q],
                    gain[q + 1],
                    gain[q + 2],
                    gain[q + 3],
                    (float) c[q],
                    (float) c[q + 1],
                    (float) c[q + 2],
                    (float) c[q + 3],
                    m,
                    rest,
                    sum);
            rest = zero;
        }
        switch (points - q) {
            case 3 ->
                add3(
                        n,
                        gain[q],
                        gain[q + 1],
                        gain[q + 2],
                        (float) c[q],
                        (float) c[q + 1],
                        (float) c[q + 2],
                        m,
                        rest,
                        sum);
            case 2 -> add2(n, gain[q], gain[q + 1], (float) c[q], (float) c[q + 1], m, rest, sum);
            case 1 -> add1(n, gain[q], (float) c[q], m, rest, sum);
            default -> {}
        }
    }

    private static void add1(int n, float[] g0, float c0, float[] met, float[] rest, float[] sum) {
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g0[i] * c0) - (r - m * r);
        }
    }

    private static void add2(
            int n, float[] g0, float[] g1, float c0, float c1, float[] met, float[] rest, float[] sum) {
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1) - (r - m * r);
        }
    }

    private static void add3(
            int n,
            float[] g0,
            float[] g1,
            float[] g2,
            float c0,
            float c1,
            float c2,
            float[] met,
            float[] rest,
            float[] sum) {
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1 + g2[i] * c2) - (r - m * r);
        }
    }

    private static void add4(
            int n,
            float[] g0,
            float[] g1,
            float[] g2,
            float[] g3,
            float c0,
            float c1,
            float c2,
            float c3,
            float[] met,
            float[] rest,
            float[] sum) {
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g0[i] * c0 + g1[i] * c1 + g2[i] * c2 + g3[i] * c3) - (r - m * r);
        }
    }

    @Override
    public void flush(int pair, double[] to, int at, int rowStride) {
        float[] sum = sums[pair];
        for (int i = 0, target = at; i < rows; i++, target += rowStride) {
            to[target] += 0.5 * sum[i];
            sum[i] = 0;
        }
    }
}

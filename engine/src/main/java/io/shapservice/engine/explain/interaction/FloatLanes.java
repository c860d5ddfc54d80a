package io.shapservice.engine.explain.interaction;

import java.util.Arrays;

/** Loops over {@code float} lanes that the compiler vectorises: no branches, no calls, one stream per array. */
final class FloatLanes implements Lanes {
    private final int stride;
    private final float[][] buffers;
    /** 0 for a buffer that holds a leaf: one value for all points. */
    private final int[] step;

    private final float[][] met;
    private final float[][] v;
    private final float[][] sums;
    private final float[] gain;
    private final float[] unmet;
    private final float[] zero;
    private int points;
    private int n;

    FloatLanes(Size size) {
        stride = size.lanes();
        buffers = new float[size.buffers()][size.points() * stride];
        step = new int[size.buffers()];
        met = new float[size.depth() + 1][stride];
        v = new float[size.depth()][stride];
        sums = new float[size.pairs()][stride];
        gain = new float[size.points() * stride];
        unmet = new float[stride];
        zero = new float[stride];
        Arrays.fill(met[0], 1);
    }

    @Override
    public void root(double[] weights, int count) {
        n = count;
        points = weights.length;
        step[0] = stride;
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0], q * stride, q * stride + n, (float) weights[q]);
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
        step[left] = stride;
        step[left + 1] = stride;
        for (int q = 0; q < points; q++) {
            down(n, q * stride, buffers[own], v[depth], (float) share, (float) a[q], buffers[left], buffers[left + 1]);
        }
    }

    private static void down(int n, int at, float[] p, float[] v, float share, float a, float[] left, float[] right) {
        for (int i = 0; i < n; i++) {
            float whole = p[at + i];
            float part = whole * (share + v[i] * a);
            left[at + i] = part;
            right[at + i] = whole - part;
        }
    }

    @Override
    public void leaf(int buffer, double value) {
        step[buffer] = 0;
        Arrays.fill(buffers[buffer], 0, n, (float) value);
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
                    (float) share,
                    (float) constants.a()[q],
                    (float) constants.h()[q],
                    (float) constants.unmet()[q],
                    gain,
                    unmet);
        }
    }

    private static void up(
            int n,
            int at,
            float[] p,
            float[] left,
            int leftAt,
            float[] right,
            int rightAt,
            float[] v,
            float share,
            float a,
            float h,
            float perUnmet,
            float[] gain,
            float[] unmet) {
        for (int i = 0; i < n; i++) {
            float e = right[rightAt + i];
            float d = left[leftAt + i] - e;
            float vi = v[i];
            float g = p[at + i] * vi * (h * d);
            gain[at + i] = g;
            unmet[i] += perUnmet * g;
            p[at + i] = e + (share + vi * a) * d;
        }
    }

    /** Four points at a time; what does not depend on the point is taken off once. */
    @Override
    public void interact(int pair, int depth, double[] c) {
        float[] rest = unmet;
        int q = 0;
        for (; q + 4 <= points; q += 4) {
            add4(
                    n,
                    gain,
                    q * stride,
                    stride,
                    (float) c[q],
                    (float) c[q + 1],
                    (float) c[q + 2],
                    (float) c[q + 3],
                    met[depth],
                    rest,
                    sums[pair]);
            rest = zero;
        }
        switch (points - q) {
            case 3 ->
                add3(
                        n,
                        gain,
                        q * stride,
                        stride,
                        (float) c[q],
                        (float) c[q + 1],
                        (float) c[q + 2],
                        met[depth],
                        rest,
                        sums[pair]);
            case 2 -> add2(n, gain, q * stride, stride, (float) c[q], (float) c[q + 1], met[depth], rest, sums[pair]);
            case 1 -> add1(n, gain, q * stride, (float) c[q], met[depth], rest, sums[pair]);
            default -> {}
        }
    }

    private static void add1(int n, float[] g, int at, float c0, float[] met, float[] rest, float[] sum) {
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g[at + i] * c0) - (r - m * r);
        }
    }

    private static void add2(
            int n, float[] g, int at, int step, float c0, float c1, float[] met, float[] rest, float[] sum) {
        int at1 = at + step;
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1) - (r - m * r);
        }
    }

    private static void add3(
            int n, float[] g, int at, int step, float c0, float c1, float c2, float[] met, float[] rest, float[] sum) {
        int at1 = at + step;
        int at2 = at1 + step;
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1 + g[at2 + i] * c2) - (r - m * r);
        }
    }

    private static void add4(
            int n,
            float[] g,
            int at,
            int step,
            float c0,
            float c1,
            float c2,
            float c3,
            float[] met,
            float[] rest,
            float[] sum) {
        int at1 = at + step;
        int at2 = at1 + step;
        int at3 = at2 + step;
        for (int i = 0; i < n; i++) {
            float m = met[i];
            float r = rest[i];
            sum[i] += m * (g[at + i] * c0 + g[at1 + i] * c1 + g[at2 + i] * c2 + g[at3 + i] * c3) - (r - m * r);
        }
    }

    @Override
    public void flush(int pair, double[] to, int at, int rowStride) {
        float[] sum = sums[pair];
        for (int i = 0, target = at; i < n; i++, target += rowStride) {
            to[target] += 0.5 * sum[i];
            sum[i] = 0;
        }
    }
}

package io.shapservice.engine.explain.interventional;

/** One feature to a row of sums. */
final class DoubleSums implements Sums {
    private final double[][] sums;

    DoubleSums(int rows, int lanes) {
        sums = new double[rows][lanes];
    }

    @Override
    public void add(TreeTable table, Block block, int[] entry, int from, int to) {
        double[] entries = ((TreeTable.Doubles) table).entries();
        int[] rows = block.rows();
        int width = rows.length;
        int at = block.at();
        int r = 0;
        for (; r + 4 <= width; r += 4) {
            add4(
                    from,
                    to,
                    entries,
                    at + r,
                    width,
                    entry,
                    sums[rows[r]],
                    sums[rows[r + 1]],
                    sums[rows[r + 2]],
                    sums[rows[r + 3]]);
        }
        switch (width - r) {
            case 3 ->
                add3(from, to, entries, at + r, width, entry, sums[rows[r]], sums[rows[r + 1]], sums[rows[r + 2]]);
            case 2 -> add2(from, to, entries, at + r, width, entry, sums[rows[r]], sums[rows[r + 1]]);
            case 1 -> add1(from, to, entries, at + r, width, entry, sums[rows[r]]);
            default -> {}
        }
    }

    private static void add1(int from, int to, double[] entries, int at, int width, int[] entry, double[] a) {
        for (int i = from; i < to; i++) {
            a[i] += entries[at + entry[i] * width];
        }
    }

    private static void add2(
            int from, int to, double[] entries, int at, int width, int[] entry, double[] a, double[] b) {
        for (int i = from; i < to; i++) {
            int e = at + entry[i] * width;
            a[i] += entries[e];
            b[i] += entries[e + 1];
        }
    }

    private static void add3(
            int from, int to, double[] entries, int at, int width, int[] entry, double[] a, double[] b, double[] c) {
        for (int i = from; i < to; i++) {
            int e = at + entry[i] * width;
            a[i] += entries[e];
            b[i] += entries[e + 1];
            c[i] += entries[e + 2];
        }
    }

    private static void add4(
            int from,
            int to,
            double[] entries,
            int at,
            int width,
            int[] entry,
            double[] a,
            double[] b,
            double[] c,
            double[] d) {
        for (int i = from; i < to; i++) {
            int e = at + entry[i] * width;
            a[i] += entries[e];
            b[i] += entries[e + 1];
            c[i] += entries[e + 2];
            d[i] += entries[e + 3];
        }
    }

    @Override
    public void flush(SumRows rows, int count, double unit, double[] values, int at, int rowStride, int featureStride) {
        for (int u = 0; u < sums.length; u++) {
            double[] sum = sums[u];
            int to = at + rows.used()[u] * featureStride;
            for (int i = 0; i < count; i++) {
                values[to + i * rowStride] += sum[i];
                sum[i] = 0;
            }
        }
    }
}

package io.shapservice.engine.explain.interventional;

/** One feature to a row of sums. */
final class DoubleSums implements Sums {
    private final double[][] sums;

    DoubleSums(int rows, int lanes) {
        sums = new double[rows][lanes];
    }

    @Override
    public void add(TreeTable table, Block block, int[] entry, int from, int count) {
        double[] entries = ((TreeTable.Doubles) table).entries();
        int[] rows = block.rows();
        int width = rows.length;
        int r = 0;
        for (; r + 4 <= width; r += 4) {
            add4(
                    count,
                    entries,
                    block.at() + r,
                    width,
                    entry,
                    from,
                    sums[rows[r]],
                    sums[rows[r + 1]],
                    sums[rows[r + 2]],
                    sums[rows[r + 3]]);
        }
        for (; r < width; r++) {
            add1(count, entries, block.at() + r, width, entry, from, sums[rows[r]]);
        }
    }

    private static void add4(
            int n,
            double[] entries,
            int at,
            int width,
            int[] entry,
            int from,
            double[] a,
            double[] b,
            double[] c,
            double[] d) {
        for (int i = 0; i < n; i++) {
            int e = at + entry[i] * width;
            a[from + i] += entries[e];
            b[from + i] += entries[e + 1];
            c[from + i] += entries[e + 2];
            d[from + i] += entries[e + 3];
        }
    }

    private static void add1(int n, double[] entries, int at, int width, int[] entry, int from, double[] a) {
        for (int i = 0; i < n; i++) {
            a[from + i] += entries[at + entry[i] * width];
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

package io.shapservice.engine.explain.interventional;

/** Two features to a row of sums. */
final class PackedSums implements Sums {
    private final long[][] sums;

    PackedSums(int rows, int lanes) {
        sums = new long[rows][lanes];
    }

    @Override
    public void add(TreeTable table, Block block, int[] entry, int from, int count) {
        long[] entries = ((TreeTable.Packed) table).entries();
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
            int n, long[] entries, int at, int width, int[] entry, int from, long[] a, long[] b, long[] c, long[] d) {
        for (int i = 0; i < n; i++) {
            int e = at + entry[i] * width;
            a[from + i] += entries[e];
            b[from + i] += entries[e + 1];
            c[from + i] += entries[e + 2];
            d[from + i] += entries[e + 3];
        }
    }

    private static void add1(int n, long[] entries, int at, int width, int[] entry, int from, long[] a) {
        for (int i = 0; i < n; i++) {
            a[from + i] += entries[at + entry[i] * width];
        }
    }

    @Override
    public void flush(SumRows rows, int count, double unit, double[] values, int at, int rowStride, int featureStride) {
        for (int r = 0; r < sums.length; r++) {
            long[] sum = sums[r];
            int low = at + rows.used()[2 * r] * featureStride;
            boolean both = 2 * r + 1 < rows.used().length;
            int high = at + (both ? rows.used()[2 * r + 1] * featureStride : 0);
            for (int i = 0; i < count; i++) {
                values[low + i * rowStride] += unit * TreeTable.Packed.low(sum[i]);
                if (both) {
                    values[high + i * rowStride] += unit * TreeTable.Packed.high(sum[i]);
                }
                sum[i] = 0;
            }
        }
    }
}

package io.shapservice.engine.explain.interventional;

/** Two features to a row of sums. */
final class PackedSums implements Sums {
    private final long[][] sums;

    PackedSums(int rows, int lanes) {
        sums = new long[rows][lanes];
    }

    @Override
    public void add(TreeTable table, Block block, int[] entry, int from, int to) {
        long[] entries = ((TreeTable.Packed) table).entries();
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

    private static void add1(int from, int to, long[] entries, int at, int width, int[] entry, long[] a) {
        for (int i = from; i < to; i++) {
            a[i] += entries[at + entry[i] * width];
        }
    }

    private static void add2(int from, int to, long[] entries, int at, int width, int[] entry, long[] a, long[] b) {
        for (int i = from; i < to; i++) {
            int e = at + entry[i] * width;
            a[i] += entries[e];
            b[i] += entries[e + 1];
        }
    }

    private static void add3(
            int from, int to, long[] entries, int at, int width, int[] entry, long[] a, long[] b, long[] c) {
        for (int i = from; i < to; i++) {
            int e = at + entry[i] * width;
            a[i] += entries[e];
            b[i] += entries[e + 1];
            c[i] += entries[e + 2];
        }
    }

    private static void add4(
            int from, int to, long[] entries, int at, int width, int[] entry, long[] a, long[] b, long[] c, long[] d) {
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

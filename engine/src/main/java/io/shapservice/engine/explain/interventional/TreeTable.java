package io.shapservice.engine.explain.interventional;

/** The entries of one tree's blocks. */
sealed interface TreeTable {
    long bytes();

    /** {@code entries[block.at + entry·rows + r]} adds to sum row {@code block.rows[r]}. */
    record Doubles(double[] entries) implements TreeTable {
        @Override
        public long bytes() {
            return (long) entries.length * Double.BYTES;
        }
    }

    /**
     * Two features to an element: whole numbers of some unit, one in units of 2³², so that one addition adds both. Sums of whole
     * numbers are exact in any order, and that of the low half may overflow on the way as long as its end result does not.
     */
    record Packed(long[] entries) implements TreeTable {
        private static final int HIGH = 32;

        @Override
        public long bytes() {
            return (long) entries.length * Long.BYTES;
        }

        /** @param values two to an element */
        static Packed of(double[] values, double unit) {
            long[] entries = new long[values.length / 2];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = pack(Math.round(values[2 * i] / unit), Math.round(values[2 * i + 1] / unit));
            }
            return new Packed(entries);
        }

        static long pack(long low, long high) {
            return (high << HIGH) + low;
        }

        static int low(long packed) {
            return (int) packed;
        }

        static int high(long packed) {
            return (int) ((packed - low(packed)) >> HIGH);
        }
    }
}

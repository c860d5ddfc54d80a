package io.shapservice.engine.explain.interventional;

/** Running sums of a tile's rows, one array for each feature or pair of features: the scratch of one thread. */
sealed interface Sums permits PackedSums, DoubleSums {
    /**
     * Looks up one entry for each row.
     *
     * @param entry of each row of the tile, from 0
     * @param from the first row that is meant; those up to {@code to} are
     */
    void add(TreeTable table, Block block, int[] entry, int from, int to);

    /**
     * Moves the sums of rows 0 to {@code count} to {@code values[at + row·rowStride + feature·featureStride]}.
     *
     * @param unit of whole numbers
     */
    void flush(SumRows rows, int count, double unit, double[] values, int at, int rowStride, int featureStride);
}

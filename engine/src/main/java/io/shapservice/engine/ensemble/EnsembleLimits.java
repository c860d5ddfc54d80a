package io.shapservice.engine.ensemble;

/**
 * The largest ensemble that is accepted; anything above is refused before memory is taken for it.
 *
 * @param trees number of trees
 * @param leaves leaves of all trees together
 * @param depth splits on the longest path
 * @param features columns of a row
 * @param outputs numbers that a row is predicted as
 * @param categories sum over categorical splits of (largest category listed + 1)
 */
public record EnsembleLimits(int trees, long leaves, int depth, int features, int outputs, long categories) {
    public static final EnsembleLimits DEFAULT =
            new EnsembleLimits(200_000, 32_000_000, 1024, 100_000, 10_000, 512_000_000L);

    /** Heap that a leaf and its share of inner nodes take while a model is read, generously. */
    private static final int BYTES_PER_LEAF = 160;

    private static final long VALUES_PER_LEAF = 4;

    /** These limits, lowered to what fits in a third of the heap: a model above them could only end in an OutOfMemoryError. */
    public EnsembleLimits within(long heapBytes) {
        long third = heapBytes / 3;
        return new EnsembleLimits(
                trees,
                Math.min(leaves, third / BYTES_PER_LEAF),
                depth,
                features,
                outputs,
                Math.min(categories, third * 2));
    }

    /** Values in all leaves together: a leaf of several outputs takes more than its share of the heap. */
    public long leafValues() {
        return VALUES_PER_LEAF * leaves;
    }

    /** Entries that one array of a file may have: any more could not be the nodes of a tree within these limits. */
    public int arrayEntries() {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2 * leaves, 2L * Math.max(features, trees)));
    }

    /** For readers, before they take memory for a number that the file claims. */
    public void check(String what, long actual, long limit) throws EnsembleException {
        if (actual > limit) {
            throw new EnsembleException(actual + " " + what + ", more than the limit of " + limit);
        }
    }
}

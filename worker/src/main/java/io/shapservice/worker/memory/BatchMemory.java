package io.shapservice.worker.memory;

/**
 * Bytes of heap that a batch takes from the fetching of its rows to the commit of its result.
 *
 * @param input its rows as they arrive and as doubles
 * @param result its blob, and the copy that is sent, in pieces
 * @param slice the doubles of the slice under way
 */
public record BatchMemory(long input, long result, long slice) {
    private static final long SENT = 4L << 20;
    /** Doubles of a slice, unless a single row has more. */
    public static final long SLICE = 8L << 20;

    /**
     * @param numbersPerRow that explaining a row gives
     * @param width bytes of each of them in the blob
     */
    public static BatchMemory of(int rows, int columns, long numbersPerRow, int width) {
        long numbers = rows * numbersPerRow;
        long result = numbers * width;
        long slice = Math.min(Double.BYTES * numbers, Math.max(SLICE, Double.BYTES * numbersPerRow));
        return new BatchMemory(2L * Double.BYTES * rows * columns, result + Math.min(result, SENT), slice);
    }

    public long bytes() {
        return input + result + slice;
    }

    /** The sum, for a message. */
    public String sum() {
        return input + " bytes for its rows, " + result + " for its result and " + slice + " to compute it, together "
                + bytes();
    }
}

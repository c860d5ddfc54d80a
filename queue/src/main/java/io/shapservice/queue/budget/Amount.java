package io.shapservice.queue.budget;

/**
 * What work takes up.
 *
 * @param bytes of inputs and results, until they are deleted
 * @param rows that are neither explained nor given up
 * @param batches likewise
 */
public record Amount(long bytes, long rows, long batches) {
    public static final Amount NONE = new Amount(0, 0, 0);
    /** More than anything counts up to: 2^53 - 1, which a script's numbers hold exactly. */
    public static final Amount UNLIMITED = new Amount(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final long MOST = (1L << 53) - 1;

    public Amount {
        if (bytes < 0 || rows < 0 || batches < 0) {
            throw new IllegalArgumentException(
                    "not an amount: " + bytes + " bytes, " + rows + " rows, " + batches + " batches");
        }
        bytes = Math.min(bytes, MOST);
        rows = Math.min(rows, MOST);
        batches = Math.min(batches, MOST);
    }

    public Amount withBytes(long other) {
        return new Amount(other, rows, batches);
    }
}

package io.shapservice.queue.budget;

/**
 * The limits that hold for all jobs of a service together.
 *
 * @param bytes of inputs and results; 0 means a share of what Redis may use
 * @param rows that wait or run
 * @param batches that wait or run
 * @param tenant what one tenant may take up when its upload names no limit of its own
 */
public record Budgets(long bytes, long rows, long batches, Amount tenant) {
    /** The rest is for keys, buffers and models. */
    private static final double SHARE_OF_MAXMEMORY = 0.6;
    /** For a Redis without {@code maxmemory}, or one that does not say: 1 GiB. */
    private static final long WITHOUT_MAXMEMORY = 1L << 30;

    public static final Budgets DEFAULT = new Budgets(0, 10_000_000_000L, 4_000_000, Amount.UNLIMITED);

    /** @param maxmemory bytes that Redis may use; 0 when it is not limited, or not known */
    public Amount system(long maxmemory) {
        long derived = maxmemory > 0 ? (long) (maxmemory * SHARE_OF_MAXMEMORY) : WITHOUT_MAXMEMORY;
        return new Amount(bytes > 0 ? bytes : derived, rows, batches);
    }
}

package io.shapservice.queue;

import java.util.List;

/** Answer to a reading of results. */
public sealed interface Results {
    /**
     * @param next cursor after these batches
     * @param complete nothing will come after these
     */
    record Page(JobView job, List<CommittedBatch> batches, String next, boolean complete) implements Results {
        public Page {
            batches = List.copyOf(batches);
        }
    }

    /** The cursor was given out by a history that is lost: start again and de-duplicate by row range. */
    record Reset(JobView job) implements Results {}

    /** @param resultKey blob with the result of the committed attempt */
    record CommittedBatch(long batch, long rowOffset, int rows, String resultKey, String sha256, long bytes) {}
}

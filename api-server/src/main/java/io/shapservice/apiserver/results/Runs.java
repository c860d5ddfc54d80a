package io.shapservice.apiserver.results;

import io.shapservice.queue.Results.CommittedBatch;
import java.util.List;

/** A page is one range of rows, so that a client can place it by its offset alone. */
final class Runs {
    private Runs() {}

    /** How many of the first batches are together one range of rows, in whatever order they were committed. */
    static int longestPrefix(List<CommittedBatch> batches) {
        long first = Long.MAX_VALUE;
        long end = 0;
        long rows = 0;
        int longest = 0;
        for (int i = 0; i < batches.size(); i++) {
            CommittedBatch batch = batches.get(i);
            first = Math.min(first, batch.rowOffset());
            end = Math.max(end, batch.rowOffset() + batch.rows());
            rows += batch.rows();
            if (end - first == rows) {
                longest = i + 1;
            }
        }
        return longest;
    }
}

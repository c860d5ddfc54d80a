package io.shapservice.apiserver.results;

import io.shapservice.queue.Results.CommittedBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * A job's rows in order, each range either of one committed batch or missing.
 *
 * @param missing number of rows without results
 */
record RowRanges(List<Part> parts, long missing) {
    sealed interface Part {
        record Done(CommittedBatch batch) implements Part {}

        /** Rows {@code from} (inclusive) to {@code to} (exclusive) have no results. */
        record Missing(long from, long to) implements Part {}
    }

    /** @param committed sorted by row offset */
    static RowRanges of(List<CommittedBatch> committed, long rows) {
        List<Part> parts = new ArrayList<>();
        long at = 0;
        long missing = 0;
        for (CommittedBatch batch : committed) {
            if (batch.rowOffset() > at) {
                parts.add(new Part.Missing(at, batch.rowOffset()));
                missing += batch.rowOffset() - at;
            }
            parts.add(new Part.Done(batch));
            at = batch.rowOffset() + batch.rows();
        }
        if (at < rows) {
            parts.add(new Part.Missing(at, rows));
            missing += rows - at;
        }
        return new RowRanges(List.copyOf(parts), missing);
    }

    /** As {@code X-Missing-Rows} states it: {@code 0-499,1500-1999}. */
    String missingText() {
        List<String> ranges = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Missing(long f, long t)) {
                ranges.add(f + "-" + (t - 1));
            }
        }
        return String.join(",", ranges);
    }
}

package io.shapservice.apiserver.results;

import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.protocol.batch.BatchFormatException;
import io.shapservice.protocol.batch.ResultBlob;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.Results.CommittedBatch;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.util.Optional;

/** Fetches the results of committed batches. */
final class ResultBatches {
    private final BlobStore blobs;

    ResultBatches(BlobStore blobs) {
        this.blobs = blobs;
    }

    ExplainedRows fetch(CommittedBatch batch) {
        Optional<byte[]> bytes =
                RedisProblems.valueOf(blobs.get(new BlobKey(batch.resultKey())), "The results cannot be read");
        if (bytes.isEmpty()) {
            throw new ProblemException(
                    ProblemType.RESULTS_EXPIRED,
                    "The results of rows " + batch.rowOffset() + " to " + (batch.rowOffset() + batch.rows() - 1)
                            + " are no longer stored: submit the rows again.");
        }
        try {
            ExplainedRows rows = ExplainedRows.of(ResultBlob.decode(bytes.get()));
            if (rows.rows() != batch.rows()) {
                throw new BatchFormatException(rows.rows() + " rows in a batch of " + batch.rows());
            }
            return rows;
        } catch (BatchFormatException e) {
            throw new IllegalStateException("the result " + batch.resultKey() + " is damaged: " + e.getMessage(), e);
        }
    }
}

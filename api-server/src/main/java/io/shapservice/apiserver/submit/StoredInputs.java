package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The batches of one upload: each is stored before the next is read, so that memory holds one. */
final class StoredInputs {
    private final BlobStore blobs;
    private final String jobId;
    private final Duration ttl;
    private long batches;
    private long rows;

    StoredInputs(BlobStore blobs, String jobId, Duration ttl) {
        this.blobs = blobs;
        this.jobId = jobId;
        this.ttl = ttl;
    }

    long rows() {
        return rows;
    }

    /** Every key that may have been written, also one whose writing ended in doubt. */
    List<BlobKey> keys() {
        return LongStream.rangeClosed(0, batches)
                .mapToObj(i -> BlobKey.input(jobId, i))
                .toList();
    }

    void store(RowsIn in, int batchSize) throws IOException {
        for (Optional<Table> t = in.next(batchSize); t.isPresent(); t = in.next(batchSize)) {
            Table table = t.get();
            InputBlob blob = new InputBlob(table.values(), table.rows(), table.columns(), narrowest(table.values()));
            RedisProblems.valueOf(
                    blobs.put(BlobKey.input(jobId, batches), blob.encode(), ttl), "The rows cannot be stored");
            batches++;
            rows += table.rows();
        }
        if (rows == 0) {
            throw RowsIn.noRows();
        }
    }

    /** Refuses a batch that would not fit into a worker, with the sum. */
    static void checkBatch(ServedModel model, int batchSize, Limits limits) {
        long features = model.names().featureCount();
        long outputs = model.names().outputCount();
        long bytes = batchSize * features * outputs * 8;
        if (bytes > limits.batchBytes()) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "A batch's values would take " + bytes + " bytes (" + batchSize + " rows × " + features
                            + " features × "
                            + outputs + " outputs × 8), and " + limits.batchBytes()
                            + " are allowed: lower batchSize in the ShapService.");
        }
    }

    /** Half the bytes when nothing is lost by it. */
    private static ElementType narrowest(double[] values) {
        for (double v : values) {
            if ((float) v != v && !Double.isNaN(v)) {
                return ElementType.FLOAT64;
            }
        }
        return ElementType.FLOAT32;
    }
}

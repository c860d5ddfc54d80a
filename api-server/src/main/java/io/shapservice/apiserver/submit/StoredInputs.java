package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.queue.budget.Amount;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The batches of one upload: each is stored before the next is read, so that memory holds one. */
final class StoredInputs {
    private final BlobStore blobs;
    private final UploadRoom room;
    private final String jobId;
    private final Duration ttl;
    private long batches;
    private long rows;
    private long bytes;

    StoredInputs(BlobStore blobs, UploadRoom room, String jobId, Duration ttl) {
        this.blobs = blobs;
        this.room = room;
        this.jobId = jobId;
        this.ttl = ttl;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    void store(RowsIn in, int batchSize) throws IOException {
        for (Optional<Table> t = in.next(batchSize); t.isPresent(); t = in.next(batchSize)) {
            Table table = t.get();
            byte[] blob =
                    new InputBlob(table.values(), table.rows(), table.columns(), narrowest(table.values())).encode();
            room.grow(new Amount(bytes + blob.length, rows + table.rows(), batches + 1), blob.length, batchSize);
            RedisProblems.valueOf(blobs.put(BlobKey.input(jobId, batches), blob, ttl), "The rows cannot be stored");
            batches++;
            rows += table.rows();
            bytes += blob.length;
        }
        if (rows == 0) {
            throw RowsIn.noRows();
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

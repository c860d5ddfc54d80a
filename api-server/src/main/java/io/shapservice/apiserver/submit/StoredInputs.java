package io.shapservice.apiserver.submit;

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

/** The batches of one upload, stored while the next ones are read. */
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
        try (Puts puts = new Puts(blobs, ttl)) {
            store(in, batchSize, puts);
            puts.awaitAll();
        }
        if (rows == 0) {
            throw RowsIn.noRows();
        }
    }

    private void store(RowsIn in, int batchSize, Puts puts) throws IOException {
        for (Optional<Table> t = in.next(batchSize); t.isPresent(); t = in.next(batchSize)) {
            Table table = t.get();
            byte[] blob =
                    new InputBlob(table.values(), table.rows(), table.columns(), narrowest(table.values())).encode();
            room.grow(new Amount(bytes + blob.length, rows + table.rows(), batches + 1), blob.length, batchSize);
            puts.put(BlobKey.input(jobId, batches), blob);
            batches++;
            rows += table.rows();
            bytes += blob.length;
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

package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.storage.BlobStore.Stored;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stores a few small blobs at the same time, so that the next rows are read while the last ones are on their way. A blob that is
 * large for itself goes alone. Closing waits for all: what is given up afterwards must not be written after its deletion.
 */
final class Puts implements AutoCloseable {
    private static final int MOST = 4;
    private static final int MOST_BYTES = 1 << 20;

    private final BlobStore blobs;
    private final Duration ttl;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Put> underWay = new ArrayDeque<>();
    private int bytes;

    private record Put(int bytes, CompletableFuture<Outcome<Stored>> outcome) {}

    Puts(BlobStore blobs, Duration ttl) {
        this.blobs = blobs;
        this.ttl = ttl;
    }

    /** Throws the problem when this or an earlier one could not be stored. */
    void put(BlobKey key, byte[] blob) {
        while (!underWay.isEmpty() && (underWay.size() >= MOST || bytes + blob.length > MOST_BYTES)) {
            awaitFirst();
        }
        bytes += blob.length;
        underWay.add(new Put(blob.length, CompletableFuture.supplyAsync(() -> blobs.put(key, blob, ttl), threads)));
        if (bytes > MOST_BYTES) {
            awaitAll();
        }
    }

    /** Returns when all are stored, or throws the problem. */
    void awaitAll() {
        while (!underWay.isEmpty()) {
            awaitFirst();
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private void awaitFirst() {
        Put first = underWay.remove();
        bytes -= first.bytes();
        RedisProblems.valueOf(first.outcome().join(), "The rows cannot be stored");
    }
}

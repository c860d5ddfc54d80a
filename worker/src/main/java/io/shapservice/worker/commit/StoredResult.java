package io.shapservice.worker.commit;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.storage.BlobStore.Stored;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A result's blob, written again whenever the store may have lost it. */
final class StoredResult {
    private final BlobStore blobs;
    private final BlobKey key;
    private final byte[] bytes;
    private final Duration ttl;
    private @Nullable Stored stored;
    private long epoch;
    private boolean doubted;

    StoredResult(BlobStore blobs, BlobKey key, byte[] bytes, Duration ttl) {
        this.blobs = blobs;
        this.key = key;
        this.bytes = bytes;
        this.ttl = ttl;
    }

    /** Does what relies on the blob. If that fails, Redis may have gone away unnoticed, and the next try writes the blob again. */
    <R> Outcome<R> then(Supplier<Outcome<R>> relying) {
        Outcome<R> outcome = ensure().then(_ -> relying.get());
        doubted |= outcome instanceof Outcome.Failed;
        return outcome;
    }

    /** Writes the blob, unless it was written and nothing has happened since that could have lost it. */
    Outcome<Stored> ensure() {
        long now = blobs.epoch();
        Stored before = stored;
        if (before != null && epoch == now && !doubted) {
            return Outcome.ok(before);
        }
        return blobs.put(key, bytes, ttl).map(done -> {
            stored = done;
            epoch = now;
            doubted = false;
            return done;
        });
    }
}

package io.shapservice.worker;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loses the first blobs of results right after it has acknowledged them, as a Redis does that is killed and started again on an
 * append-only file whose last second was not written.
 */
final class ForgetfulStore implements BlobStore {
    private final BlobStore store;
    private final Runnable restart;
    private final AtomicInteger toLose;

    /** @param restart makes the epoch change */
    ForgetfulStore(BlobStore store, int toLose, Runnable restart) {
        this.store = store;
        this.toLose = new AtomicInteger(toLose);
        this.restart = restart;
    }

    @Override
    public Outcome<Stored> put(BlobKey key, byte[] bytes, Duration ttl) {
        Outcome<Stored> stored = store.put(key, bytes, ttl);
        if (stored instanceof Outcome.Ok && key.path().contains("/out") && toLose.getAndDecrement() > 0) {
            Eventually.holds("the blob is gone", () -> store.delete(key) instanceof Outcome.Ok);
            restart.run();
        }
        return stored;
    }

    @Override
    public Outcome<Optional<byte[]>> get(BlobKey key) {
        return store.get(key);
    }

    @Override
    public Outcome<Boolean> keep(BlobKey key, Duration ttl) {
        return store.keep(key, ttl);
    }

    @Override
    public Outcome<Boolean> delete(BlobKey key) {
        return store.delete(key);
    }

    @Override
    public long epoch() {
        return store.epoch();
    }

    @Override
    public void close() {
        store.close();
    }
}

package io.shapservice.storage;

import io.shapservice.redis.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Bytes under a key. A blob is written once and never changed; reading one verifies its checksum. */
public interface BlobStore extends AutoCloseable {
    /**
     * Stores the bytes and returns once they are as durable as the store makes them. Writing the same key again replaces it.
     *
     * @param ttl how long the blob is kept at least; {@link Duration#ZERO} means until it is deleted
     */
    Outcome<Stored> put(BlobKey key, byte[] bytes, Duration ttl);

    /** The bytes, or empty when there is no such blob. A blob whose checksum does not fit is an {@link Outcome.Kind#ERROR}. */
    Outcome<Optional<byte[]>> get(BlobKey key);

    /** @param moved told how many bytes more have arrived: a large blob on a slow link takes a while */
    default Outcome<Optional<byte[]>> get(BlobKey key, LongConsumer moved) {
        return get(key).map(found -> {
            found.ifPresent(bytes -> moved.accept(bytes.length));
            return found;
        });
    }

    /** Keeps a blob for another {@code ttl} from now; false when there is no such blob. */
    Outcome<Boolean> keep(BlobKey key, Duration ttl);

    /** Deletes a blob; a missing one is no error. */
    Outcome<Boolean> delete(BlobKey key);

    /**
     * Changes when the store may have lost what it had acknowledged. Redis answers a write before it is on disk: one that is killed
     * and started again forgets its last second or two. So whoever is about to build on a blob compares this with what it was
     * before the blob was written, and writes it again if it has changed.
     */
    long epoch();

    @Override
    void close();

    /** @param sha256 of the bytes, 64 hexadecimal digits */
    record Stored(BlobKey key, String sha256, long size) {}
}

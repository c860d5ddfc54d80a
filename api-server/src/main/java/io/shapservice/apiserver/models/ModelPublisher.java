package io.shapservice.apiserver.models;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bytes of loaded models and of their backgrounds in the BlobStore, where workers fetch them by digest. Redis may come back empty, so a model
 * that was published is looked for again and again.
 */
public final class ModelPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPublisher.class);
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(10);

    private final BlobStore blobs;
    private final Clock clock;
    private final Duration kept;
    private final Map<String, Instant> seenAt = new ConcurrentHashMap<>();

    /** @param kept how long a model that is no longer declared stays, for the jobs that still need it */
    public ModelPublisher(BlobStore blobs, Clock clock, Duration kept) {
        this.blobs = blobs;
        this.clock = clock;
        this.kept = kept;
    }

    /** Publishes what the store does not have; failures are retried at the next call. */
    public void publish(ModelCatalog catalog) {
        for (ServedModel model : catalog.loaded()) {
            if (ensure(model) instanceof Outcome.Failed<Boolean> failed) {
                LOG.debug("model {} is not published yet: {}", model.name(), failed.detail());
            }
        }
    }

    /** True once the store has the model's bytes and its background's; false when its file no longer has the content that was loaded. */
    public Outcome<Boolean> ensure(ServedModel model) {
        Outcome<Boolean> file = ensure(model.name(), model.digest(), model::bytes);
        ServedBackground background = model.background();
        return background == null || !(file instanceof Outcome.Ok<Boolean>(Boolean there) && there)
                ? file
                : ensure(model.name(), background.digest(), () -> Optional.of(background.blob()));
    }

    private Outcome<Boolean> ensure(String model, String digest, Supplier<Optional<byte[]>> content) {
        Instant seen = seenAt.get(digest);
        if (seen != null && clock.instant().isBefore(seen.plus(CHECKED_EVERY))) {
            return Outcome.ok(true);
        }
        return switch (blobs.keep(BlobKey.model(digest), kept)) {
            case Outcome.Ok<Boolean>(Boolean there) -> there ? seen(digest) : put(model, digest, content);
            case Outcome.Failed<Boolean> failed -> failed;
        };
    }

    private Outcome<Boolean> put(String model, String digest, Supplier<Optional<byte[]>> content) {
        byte[] bytes = content.get().orElse(null);
        if (bytes == null) {
            return Outcome.ok(false);
        }
        return switch (blobs.put(BlobKey.model(digest), bytes, kept)) {
            case Outcome.Ok<BlobStore.Stored> stored -> {
                LOG.info("model {}: {} published, {} bytes", model, digest, bytes.length);
                yield seen(digest);
            }
            case Outcome.Failed<BlobStore.Stored> failed -> failed.cast();
        };
    }

    private Outcome<Boolean> seen(String digest) {
        seenAt.put(digest, clock.instant());
        return Outcome.ok(true);
    }
}

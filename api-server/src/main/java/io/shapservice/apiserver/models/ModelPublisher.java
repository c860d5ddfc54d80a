package io.shapservice.apiserver.models;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bytes of loaded models in the BlobStore, where workers fetch them by digest. Redis may come back empty, so a model
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

    /** True once the store has the model's bytes; false when its file no longer has the content that was loaded. */
    public Outcome<Boolean> ensure(ServedModel model) {
        Instant seen = seenAt.get(model.digest());
        if (seen != null && clock.instant().isBefore(seen.plus(CHECKED_EVERY))) {
            return Outcome.ok(true);
        }
        return switch (blobs.keep(BlobKey.model(model.digest()), kept)) {
            case Outcome.Ok<Boolean>(Boolean there) -> there ? seen(model) : put(model);
            case Outcome.Failed<Boolean> failed -> failed;
        };
    }

    private Outcome<Boolean> put(ServedModel model) {
        byte[] bytes = model.bytes().orElse(null);
        if (bytes == null) {
            return Outcome.ok(false);
        }
        return switch (blobs.put(BlobKey.model(model.digest()), bytes, kept)) {
            case Outcome.Ok<BlobStore.Stored> stored -> {
                LOG.info("model {} published: {} bytes", model.name(), bytes.length);
                yield seen(model);
            }
            case Outcome.Failed<BlobStore.Stored> failed -> failed.cast();
        };
    }

    private Outcome<Boolean> seen(ServedModel model) {
        seenAt.put(model.digest(), clock.instant());
        return Outcome.ok(true);
    }
}

package io.shapservice.apiserver.models;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The axes' names of any model that jobs were computed with, also of one that is no longer declared. */
public final class NamesByDigest {
    private static final int REMEMBERED = 256;

    private final ModelCatalog catalog;
    private final BlobStore blobs;
    private final Map<String, AxisNames> known = new LinkedHashMap<>(16, 0.75f, true);

    public NamesByDigest(ModelCatalog catalog, BlobStore blobs) {
        this.catalog = catalog;
        this.blobs = blobs;
    }

    /** Empty when the model is neither served here nor in the store. */
    public Outcome<Optional<AxisNames>> of(String digest) {
        @Nullable AxisNames remembered = recall(digest);
        if (remembered != null) {
            return Outcome.ok(Optional.of(remembered));
        }
        for (ServedModel model : catalog.loaded()) {
            if (model.digest().equals(digest)) {
                return Outcome.ok(Optional.of(remember(digest, model.names())));
            }
        }
        return blobs.get(BlobKey.model(digest)).map(bytes -> bytes.flatMap(b -> parse(digest, b)));
    }

    private Optional<AxisNames> parse(String digest, byte[] bytes) {
        try {
            return Optional.of(remember(digest, AxisNames.of(Models.read(bytes))));
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    private synchronized @Nullable AxisNames recall(String digest) {
        return known.get(digest);
    }

    private synchronized AxisNames remember(String digest, AxisNames names) {
        known.put(digest, names);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return names;
    }
}

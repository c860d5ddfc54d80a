package io.shapservice.storage;

import java.util.Objects;
import java.util.regex.Pattern;

/** Where a blob lies: {@code model/sha256:<hex>}, {@code job/<id>/in/<batch>}, {@code job/<id>/out/<batch>/<attempt>}. */
public record BlobKey(String path) {
    private static final Pattern SAFE =
            Pattern.compile("(model/sha256:[0-9a-f]{64}|job/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_/-]{1,200})");

    public BlobKey {
        Objects.requireNonNull(path);
        if (!SAFE.matcher(path).matches() || path.contains("//") || path.endsWith("/")) {
            throw new IllegalArgumentException("not a blob key: " + path);
        }
    }

    /**
     * Of a model, or of its background rows.
     *
     * @param digest {@code sha256:} and 64 hexadecimal digits
     */
    public static BlobKey model(String digest) {
        return new BlobKey("model/" + digest);
    }

    public static BlobKey input(String job, long batch) {
        return new BlobKey("job/" + job + "/in/" + batch);
    }

    public static BlobKey output(String job, long batch, String attempt) {
        return new BlobKey("job/" + job + "/out/" + batch + "/" + attempt);
    }
}

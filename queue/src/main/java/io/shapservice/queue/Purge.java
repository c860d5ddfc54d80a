package io.shapservice.queue;

import java.util.List;

/** Blob keys of a purged job. */
public record Purge(List<String> blobKeys) {
    public Purge {
        blobKeys = List.copyOf(blobKeys);
    }
}

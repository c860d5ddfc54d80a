package io.shapservice.queue;

/** Blob keys of a purged job. */
public record Purge(java.util.List<String> blobKeys) {}

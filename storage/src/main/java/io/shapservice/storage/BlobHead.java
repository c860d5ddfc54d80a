package io.shapservice.storage;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What stands before the bytes of a blob in Redis: magic, size, chunks, SHA-256 of the whole; big endian.
 *
 * @param size bytes of the whole
 * @param chunks keys that the blob takes, the head's own included
 */
record BlobHead(int size, int chunks, byte[] digest) {
    static final int BYTES = 12 + Digests.LENGTH;
    private static final int MAGIC = 0x53684231; // "ShB1"

    static BlobHead of(byte[] bytes, byte[] digest, int chunk) {
        return new BlobHead(bytes.length, Math.max(1, Math.ceilDiv(bytes.length, chunk)), digest);
    }

    /** The head and as much of the blob as the first chunk holds. */
    byte[] encode(byte[] bytes) {
        int inline = chunks == 1 ? size : RedisBlobStore.CHUNK;
        return ByteBuffer.allocate(BYTES + inline)
                .putInt(MAGIC)
                .putInt(size)
                .putInt(chunks)
                .put(digest)
                .put(bytes, 0, inline)
                .array();
    }

    static Optional<BlobHead> decode(byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int magic = in.getInt();
        int size = in.getInt();
        int chunks = in.getInt();
        byte[] digest = new byte[Digests.LENGTH];
        in.get(digest);
        // How large a chunk is may differ between versions, which share a Redis while one replaces the other.
        boolean sane = magic == MAGIC && size >= 0 && chunks >= 1 && chunks <= Math.max(1, size);
        return sane ? Optional.of(new BlobHead(size, chunks, digest)) : Optional.empty();
    }
}

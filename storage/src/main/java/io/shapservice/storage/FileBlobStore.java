package io.shapservice.storage;

import io.shapservice.redis.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Blobs as files under one folder, for a single machine. A file is written aside, forced to disk and renamed, so that a reader
 * sees a whole blob or none. Before the bytes stand when the blob expires (milliseconds since the epoch, 0 = never) and its
 * SHA-256. Expired blobs are gone for readers at once and removed by the first who asks.
 */
public final class FileBlobStore implements BlobStore {
    private static final int HEADER = 8 + Digests.LENGTH;

    private final Path root;
    private final Clock clock;

    public FileBlobStore(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public Outcome<Stored> put(BlobKey key, byte[] bytes, Duration ttl) {
        byte[] digest = Digests.sha256(bytes);
        return attempt("write", key, () -> {
            Path target = file(key);
            Files.createDirectories(target.getParent());
            Path aside = Files.createTempFile(target.getParent(), ".writing-", "");
            try {
                write(
                        aside,
                        ByteBuffer.allocate(HEADER)
                                .putLong(expiry(ttl))
                                .put(digest)
                                .flip(),
                        bytes);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            return Outcome.ok(new Stored(key, Digests.hex(digest), bytes.length));
        });
    }

    @Override
    public Outcome<Optional<byte[]>> get(BlobKey key) {
        return attempt("read", key, () -> {
            if (!live(key)) {
                return Outcome.ok(Optional.empty());
            }
            byte[] all = Files.readAllBytes(file(key));
            byte[] bytes = Arrays.copyOfRange(all, HEADER, all.length);
            return Arrays.equals(Digests.sha256(bytes), Arrays.copyOfRange(all, 8, HEADER))
                    ? Outcome.ok(Optional.of(bytes))
                    : Outcome.failed(
                            Outcome.Kind.ERROR, "blob " + key.path() + " is corrupt: its checksum does not fit");
        });
    }

    @Override
    public Outcome<Boolean> keep(BlobKey key, Duration ttl) {
        return attempt("keep", key, () -> {
            if (!live(key)) {
                return Outcome.ok(false);
            }
            try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(8).putLong(expiry(ttl)).flip(), 0);
            }
            return Outcome.ok(true);
        });
    }

    @Override
    public Outcome<Boolean> delete(BlobKey key) {
        return attempt("delete", key, () -> Outcome.ok(Files.deleteIfExists(file(key))));
    }

    /** Never changes: what was acknowledged is on disk. */
    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public void close() {}

    private boolean live(BlobKey key) throws IOException {
        ByteBuffer expiry = ByteBuffer.allocate(8);
        try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
            if (channel.size() < HEADER) {
                throw new IOException("the file is shorter than a blob's header");
            }
            channel.read(expiry);
        } catch (NoSuchFileException e) {
            return false;
        }
        long at = expiry.flip().getLong();
        boolean live = at == 0 || at > clock.millis();
        if (!live) {
            Files.deleteIfExists(file(key));
        }
        return live;
    }

    private long expiry(Duration ttl) {
        return ttl.isZero() ? 0 : clock.millis() + ttl.toMillis();
    }

    private Path file(BlobKey key) {
        return root.resolve(key.path());
    }

    private static void write(Path file, ByteBuffer header, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer body = ByteBuffer.wrap(bytes);
            while (header.hasRemaining() || body.hasRemaining()) {
                channel.write(new ByteBuffer[] {header, body});
            }
            channel.force(true);
        }
    }

    private <T> Outcome<T> attempt(String what, BlobKey key, Access<T> access) {
        try {
            return access.run();
        } catch (IOException | UncheckedIOException e) {
            return Outcome.failed(
                    Outcome.Kind.ERROR, "cannot " + what + " blob " + key.path() + " under " + root + ": " + e);
        }
    }

    @FunctionalInterface
    private interface Access<T> {
        Outcome<T> run() throws IOException;
    }
}

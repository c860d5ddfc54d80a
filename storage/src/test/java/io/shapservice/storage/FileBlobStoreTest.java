package io.shapservice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    Path root;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private FileBlobStore store;

    @BeforeEach
    void open() {
        InstantSource source = () -> now;
        store = new FileBlobStore(root, new ClockOf(source));
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    void damage(BlobKey key) {
        try {
            Path file = root.resolve(key.path());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void outlive(BlobKey key, Duration ttl) {
        now = now.plus(ttl);
    }

    @Override
    long leftovers() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsATypedFailureAndLeavesNothing() throws IOException {
        Path file = Files.writeString(root.resolve("job"), "in the way");

        Outcome<BlobStore.Stored> stored = store.put(BlobKey.input("j", 0), text("x"), Duration.ZERO);

        assertThat(stored)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.detail()).contains("cannot write blob job/j/in/0"));
        assertThat(leftovers()).isEqualTo(1);
        assertThat(file).hasContent("in the way");
    }

    private static final class ClockOf extends Clock {
        private final InstantSource source;

        ClockOf(InstantSource source) {
            this.source = source;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}

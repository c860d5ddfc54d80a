package io.shapservice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises; each store's test runs all of it. */
abstract class BlobStoreContract {
    private static final BlobKey KEY = BlobKey.output("job-1", 7, "a1b2");
    private static final Duration HOUR = Duration.ofHours(1);

    abstract BlobStore store();

    /** Flips one bit of the stored bytes behind the store's back. */
    abstract void damage(BlobKey key);

    /** Lets the blob's time run out. */
    abstract void outlive(BlobKey key, Duration ttl);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, RedisBlobStore.CHUNK, RedisBlobStore.CHUNK + 1, 3 * RedisBlobStore.CHUNK - 5})
    void whatIsPutIsGotWhateverItsSize(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);

        Outcome<BlobStore.Stored> stored = store().put(KEY, bytes, HOUR);

        assertThat(stored).isEqualTo(Outcome.ok(new BlobStore.Stored(KEY, Digests.hex(Digests.sha256(bytes)), size)));
        assertThat(got(KEY))
                .hasValueSatisfying(
                        back -> assertThat(Arrays.equals(back, bytes)).isTrue());
    }

    @Test
    void aMissingBlobIsEmptyAndNoError() {
        BlobKey missing = BlobKey.input("nobody", 0);

        assertThat(got(missing)).isEmpty();
        assertThat(store().keep(missing, HOUR)).isEqualTo(Outcome.ok(false));
        assertThat(store().delete(missing)).isEqualTo(Outcome.ok(false));
    }

    @Test
    void aDeletedBlobIsGoneWithAllItsChunks() {
        BlobKey large = BlobKey.model("sha256:" + "0".repeat(64));
        store().put(large, new byte[2 * RedisBlobStore.CHUNK], Duration.ZERO);

        assertThat(store().delete(large)).isEqualTo(Outcome.ok(true));

        assertThat(got(large)).isEmpty();
        assertThat(leftovers()).isZero();
    }

    @Test
    void aBlobLivesForItsTimeAndKeepingItGivesItMore() {
        store().put(KEY, text("x"), Duration.ofSeconds(30));
        assertThat(store().keep(KEY, HOUR)).isEqualTo(Outcome.ok(true));
        outlive(KEY, Duration.ofSeconds(31));
        assertThat(got(KEY)).isPresent();

        store().put(KEY, text("y"), Duration.ofMillis(50));
        outlive(KEY, Duration.ofMillis(51));
        assertThat(got(KEY)).isEmpty();
    }

    @Test
    void puttingTheSameKeyAgainReplacesTheBytes() {
        store().put(KEY, text("first"), HOUR);
        store().put(KEY, text("second"), HOUR);

        assertThat(got(KEY)).hasValueSatisfying(back -> assertThat(back).isEqualTo(text("second")));
    }

    @Test
    void aDamagedBlobIsAnErrorAndNeverHandedOut() {
        store().put(KEY, text("exactly these bytes"), HOUR);

        damage(KEY);

        assertThat(store().get(KEY)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Outcome.Kind.ERROR);
            assertThat(failed.detail()).contains("corrupt").contains(KEY.path());
        });
    }

    /** How many keys or files the store holds. */
    abstract long leftovers();

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<byte[]> got(BlobKey key) {
        return switch (store().get(key)) {
            case Outcome.Ok<Optional<byte[]>>(Optional<byte[]> bytes) -> bytes;
            case Outcome.Failed<Optional<byte[]>> failed -> throw new AssertionError(failed.toString());
        };
    }
}

package io.shapservice.worker.outage;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.worker.lease.Vitals;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads blobs through outages. */
public final class BlobReader {
    private final BlobStore blobs;
    private final Patience patience;
    private final Vitals vitals;

    public BlobReader(BlobStore blobs, Patience patience, Vitals vitals) {
        this.blobs = blobs;
        this.patience = patience;
        this.vitals = vitals;
    }

    /** How a reading ended. */
    public sealed interface Read {
        record Bytes(byte[] bytes) implements Read {}

        /** There is no such blob. */
        record Missing() implements Read {}

        /** The blob is there and cannot be used. */
        record Damaged(String detail) implements Read {}

        /** It was no longer useful before an answer came. */
        record Useless() implements Read {}
    }

    /** @param useful asked while Redis is away */
    public Read read(BlobKey key, BooleanSupplier useful) {
        Optional<Read> read = patience.untilAnswered(() -> once(key), useful);
        return read.orElseGet(Read.Useless::new);
    }

    /** An error is an answer about this blob; every other failure is about Redis and passes. */
    private Outcome<Read> once(BlobKey key) {
        return switch (blobs.get(key, vitals::worked)) {
            case Outcome.Ok<Optional<byte[]>>(Optional<byte[]> found) ->
                Outcome.ok(found.<Read>map(Read.Bytes::new).orElseGet(Read.Missing::new));
            case Outcome.Failed<Optional<byte[]>>(Outcome.Kind kind, String detail) ->
                kind == Outcome.Kind.ERROR ? Outcome.ok(new Read.Damaged(detail)) : new Outcome.Failed<>(kind, detail);
        };
    }
}

package io.shapservice.worker.model;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.protocol.batch.BatchFormatException;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.queue.FailureClass;
import io.shapservice.storage.BlobKey;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.outage.BlobReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a model from the blob store, checks that it is the one that was asked for, and reads it. */
public final class ModelFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFetcher.class);

    private final BlobReader blobs;
    private final ModelReader reader;
    private final Vitals vitals;

    public ModelFetcher(BlobReader blobs, ModelReader reader, Vitals vitals) {
        this.blobs = blobs;
        this.reader = reader;
        this.vitals = vitals;
    }

    /** @param bytes size of the model's file */
    record Fetched(ReadModel model, long bytes) {}

    Optional<Fetched> fetch(String digest, BooleanSupplier useful) throws BatchFailedException {
        long began = System.nanoTime();
        return switch (blobs.read(BlobKey.model(digest), useful)) {
            case BlobReader.Read.Useless() -> Optional.empty();
            case BlobReader.Read.Missing() ->
                throw new BatchFailedException(
                        FailureClass.MODEL_LOAD,
                        "the model " + digest
                                + " is not in the blob store: the API publishes it while the resource declares it");
            case BlobReader.Read.Damaged(String detail) ->
                throw new BatchFailedException(
                        FailureClass.MODEL_LOAD, "the model " + digest + " cannot be fetched: " + detail);
            case BlobReader.Read.Bytes(byte[] bytes) -> {
                verify(digest, bytes);
                Fetched fetched = new Fetched(read(digest, bytes), bytes.length);
                LOG.info(
                        "read model {} of {} bytes in {} ms",
                        digest,
                        bytes.length,
                        (System.nanoTime() - began) / 1_000_000);
                yield Optional.of(fetched);
            }
        };
    }

    /** The rows that a job's options name; empty when they were no longer wanted before they arrived. */
    Optional<Background> background(String digest, BooleanSupplier useful) throws BatchFailedException {
        return switch (blobs.read(BlobKey.model(digest), useful)) {
            case BlobReader.Read.Useless() -> Optional.empty();
            case BlobReader.Read.Missing() ->
                throw new BatchFailedException(
                        FailureClass.MODEL_LOAD,
                        "the background " + digest
                                + " is not in the blob store: the API publishes it while the resource declares it");
            case BlobReader.Read.Damaged(String detail) ->
                throw new BatchFailedException(
                        FailureClass.MODEL_LOAD, "the background " + digest + " cannot be fetched: " + detail);
            case BlobReader.Read.Bytes(byte[] bytes) -> {
                verify(digest, bytes);
                yield Optional.of(rows(digest, bytes));
            }
        };
    }

    private static Background rows(String digest, byte[] bytes) throws BatchFailedException {
        try {
            InputBlob blob = InputBlob.decode(bytes);
            return Background.of(new Table(blob.values(), blob.rows(), blob.columns(), List.of()));
        } catch (BatchFormatException | TableException e) {
            throw new BatchFailedException(
                    FailureClass.MODEL_LOAD, "the background " + digest + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ReadModel read(String digest, byte[] bytes) throws BatchFailedException {
        try (Vitals.Stretch _ = vitals.working()) {
            return reader.read(bytes, vitals::worked);
        } catch (ModelException e) {
            throw new BatchFailedException(
                    FailureClass.MODEL_LOAD, "the model " + digest + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void verify(String digest, byte[] bytes) throws BatchFailedException {
        String actual = "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
        if (!actual.equals(digest)) {
            throw new BatchFailedException(
                    FailureClass.MODEL_LOAD, "the blob store holds " + actual + " under the key of " + digest);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

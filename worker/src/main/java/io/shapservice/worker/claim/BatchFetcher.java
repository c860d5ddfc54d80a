package io.shapservice.worker.claim;

import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.BatchFormatException;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.queue.Claim;
import io.shapservice.queue.FailureClass;
import io.shapservice.storage.BlobKey;
import io.shapservice.worker.compute.ReadyBatch;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.memory.BatchMemory;
import io.shapservice.worker.model.BatchFailedException;
import io.shapservice.worker.model.ModelCache;
import io.shapservice.worker.model.ServedModel;
import io.shapservice.worker.outage.BlobReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings together what a claimed batch needs: its rows and its model. */
public final class BatchFetcher {
    private final BlobReader blobs;
    private final ModelCache models;
    private final HeldBatches all;

    public BatchFetcher(BlobReader blobs, ModelCache models, HeldBatches all) {
        this.blobs = blobs;
        this.models = models;
        this.all = all;
    }

    /** @return empty when the batch was no longer wanted before everything was there */
    Optional<ReadyBatch> fetch(HeldBatch held, BooleanSupplier useful)
            throws BatchFailedException, InterruptedException {
        Claim claim = held.claim();
        Optional<ServedModel> model = models.model(claim.modelDigest(), claim.options(), useful);
        if (model.isEmpty() || !all.reserve(held, needed(claim, model.get()), useful)) {
            return Optional.empty();
        }
        return switch (blobs.read(BlobKey.input(claim.jobId(), claim.inputBatch()), useful)) {
            case BlobReader.Read.Useless() -> Optional.empty();
            case BlobReader.Read.Missing() ->
                throw new BatchFailedException(
                        FailureClass.TRANSIENT,
                        "the rows of the batch are not in the blob store: submit the job again");
            case BlobReader.Read.Damaged(String detail) ->
                throw new BatchFailedException(
                        FailureClass.TRANSIENT, "the rows of the batch cannot be fetched: " + detail);
            case BlobReader.Read.Bytes(byte[] bytes) -> Optional.of(ready(held, model.get(), bytes));
        };
    }

    private long needed(Claim claim, ServedModel model) throws BatchFailedException {
        BatchMemory needed = BatchMemory.of(
                claim.rows(),
                model.features(),
                model.numbersPerRow(),
                model.type().bytes());
        if (needed.bytes() > all.heapCapacity()) {
            throw new BatchFailedException(
                    FailureClass.OOM_SUSPECT,
                    "the batch of " + claim.rows() + " rows needs " + needed.sum() + ", and batches may take "
                            + all.heapCapacity() + " of a worker's heap: lower batchSize or raise the workers' memory");
        }
        return needed.bytes();
    }

    /** A batch that was split is claimed in parts, each with its own rows of the blob. */
    private static double[] claimed(InputBlob input, Claim claim) {
        if (claim.rows() == input.rows()) {
            return input.values();
        }
        int from = claim.rowsBefore() * input.columns();
        return Arrays.copyOfRange(input.values(), from, from + claim.rows() * input.columns());
    }

    private static ReadyBatch ready(HeldBatch held, ServedModel model, byte[] bytes) throws BatchFailedException {
        try {
            InputBlob input = InputBlob.decode(bytes);
            Claim claim = held.claim();
            if (input.rows() < claim.rowsBefore() + claim.rows()) {
                throw new BatchFailedException(
                        FailureClass.INPUT,
                        "the blob of the batch has " + input.rows() + " rows, not "
                                + (claim.rowsBefore() + claim.rows()));
            }
            if (input.columns() != model.features()) {
                throw new BatchFailedException(
                        FailureClass.INPUT,
                        "the rows have " + input.columns() + " columns, the model has " + model.features()
                                + " features");
            }
            Table table = new Table(claimed(input, claim), claim.rows(), input.columns(), List.of());
            return new ReadyBatch(held, model, table);
        } catch (BatchFormatException e) {
            throw new BatchFailedException(
                    FailureClass.INPUT, "the rows of the batch cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.models.Digests;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.rows.RowsFormat;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultShape;
import io.shapservice.queue.Submission;
import io.shapservice.queue.Submission.IdempotencyKey;
import io.shapservice.queue.Upload;
import io.shapservice.queue.budget.Amount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a submit asks for, before its rows are read.
 *
 * @param id of the job to be
 * @param scope of the Idempotency-Key; null without one
 */
record JobRequest(
        String id,
        Tenant tenant,
        ServedModel model,
        Options options,
        Explainer explainer,
        RowsFormat format,
        int batchSize,
        Duration resultsTtl,
        @Nullable String scope) {
    /** CPU seconds for one unit of an explainer's cost, before the fleet has measured any: 20 ns. */
    private static final double COLD_SECONDS_PER_COST = 20e-9;

    private static final double LEAST_SECONDS = 1e-4;
    private static final long MEBIBYTE = 1L << 20;

    Upload upload() {
        return new Upload(id, tenant.name(), tenant.budget(), Amount.NONE, scope);
    }

    /**
     * Options and type go into the hash before the body: the same bytes for another question are another payload. Null when no
     * Idempotency-Key asks for it.
     */
    @Nullable
    MessageDigest payloadHash() {
        if (scope == null) {
            return null;
        }
        MessageDigest hash = Digests.sha256();
        String head = format.mediaType()
                + (format.header() ? "" : " without header")
                + (format.ignoreExtra() ? " without extra columns" : "")
                + '\n'
                + model.name()
                + '\n'
                + optionsText()
                + '\n';
        hash.update(head.getBytes(StandardCharsets.UTF_8));
        return hash;
    }

    /** @param payload hash of options and body */
    Submission submission(long rows, long storedBytes, String payload) {
        double batch = Math.min(rows, batchSize) * explainer.costPerRow() * COLD_SECONDS_PER_COST;
        return new Submission(
                        id,
                        tenant.name(),
                        tenant.lane(),
                        model.name(),
                        model.digest(),
                        jobOptions(),
                        rows,
                        batchSize,
                        Math.max(LEAST_SECONDS, batch),
                        resultsTtl,
                        scope == null ? null : new IdempotencyKey(scope, payload))
                .ofUpload(storedBytes, resultBytes(rows));
    }

    /** Of one batch's result in a worker's memory. */
    long batchResultBytes() {
        return resultShape(batchSize).bytes();
    }

    private long resultBytes(long rows) {
        ResultShape batch = resultShape(batchSize);
        long heads = Math.ceilDiv(rows, batchSize) * resultShape(0).bytes();
        double numbers = (double) batch.numbersPerRow() * rows * batch.type().bytes();
        return heads + (long) Math.min(numbers, MEBIBYTE * MEBIBYTE);
    }

    private ResultShape resultShape(int rows) {
        var names = model.names();
        boolean narrow = options.explain().precision() == Precision.FLOAT;
        return new ResultShape(
                rows,
                names.featureCount(),
                names.outputCount(),
                options.explain().interactions(),
                narrow ? ElementType.FLOAT32 : ElementType.FLOAT64);
    }

    /** With the background of now, which workers fetch by its digest. */
    private String jobOptions() {
        ExplainOptions explain = options.explain();
        return Options.toJob(explain, model.backgroundDigest(explain)).toJson();
    }

    /** As asked: sent again after the background was replaced, it is still the same question. */
    private String optionsText() {
        return Options.toJob(options.explain(), null).toJson();
    }
}

package io.shapservice.apiserver.submit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RequestBody;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.jobs.JobBody;
import io.shapservice.apiserver.jobs.JobCache;
import io.shapservice.apiserver.jobs.JobIds;
import io.shapservice.apiserver.models.Digests;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.rows.RowsFormat;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.table.TableLimits;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.Submission;
import io.shapservice.queue.Submission.IdempotencyKey;
import io.shapservice.queue.Submitted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/models/{model}/jobs}: rows become a job. */
public final class SubmitRoute implements RouteGroup {
    private static final String POLL_AFTER = "1";
    /** CPU seconds for one unit of an explainer's cost, before the fleet has measured any: 20 ns. */
    private static final double COLD_SECONDS_PER_COST = 20e-9;

    private final ModelCatalog catalog;
    private final Submitter submitter;
    private final JobIds ids;
    private final JobCache cache;
    private final Limits limits;
    private final Duration resultsTtl;
    private final Semaphore uploads;
    private final KeyInUse keys = new KeyInUse();

    public SubmitRoute(
            ModelCatalog catalog, Submitter submitter, JobIds ids, JobCache cache, Limits limits, Duration resultsTtl) {
        this.catalog = catalog;
        this.submitter = submitter;
        this.ids = ids;
        this.cache = cache;
        this.limits = limits;
        this.resultsTtl = resultsTtl;
        this.uploads = new Semaphore(limits.uploads());
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/models/{model}/jobs", this::submit);
    }

    private void submit(Context ctx) throws Exception {
        Query query = Query.of(ctx, Options.OF_JOBS, RowsFormat.parameters());
        ServedModel model = catalog.require(ctx.pathParam("model"));
        Options options = Options.of(query).withoutInteractions();
        Explainer explainer = model.explainer(options.explain());
        int batchSize = catalog.batchSize();
        StoredInputs.checkBatch(model, batchSize, limits);
        Optional<String> scope = IdempotencyHeader.scope(
                ctx.header(IdempotencyHeader.NAME), Tenant.of(ctx).name(), ctx.path());
        if (!uploads.tryAcquire()) {
            throw new ProblemException(
                            ProblemType.TOO_BUSY,
                            "This server is taking in " + limits.uploads() + " jobs already: try again in a moment.")
                    .withRetryAfter(Duration.ofSeconds(2));
        }
        try (AutoCloseable _ = keys.hold(scope)) {
            RowsFormat format = RowsFormat.of(ctx, query);
            answer(ctx, receive(ctx, format, model, options, explainer, batchSize, scope));
        } finally {
            uploads.release();
        }
    }

    private Submitted.Accepted receive(
            Context ctx,
            RowsFormat format,
            ServedModel model,
            Options options,
            Explainer explainer,
            int batchSize,
            Optional<String> scope)
            throws Exception {
        HashedStream body =
                new HashedStream(RequestBody.open(ctx, limits.jobBytes()), payloadHash(format, model, options));
        RowsIn rows = RowsIn.open(format, body, tableLimits(batchSize), model.ensemble());
        String id = ids.next();
        Tenant tenant = Tenant.of(ctx);
        return submitter.submit(id, model, rows, batchSize, count -> {
            @Nullable IdempotencyKey key = scope.isEmpty() ? null : new IdempotencyKey(scope.get(), body.digestToEnd());
            return new Submission(
                    id,
                    tenant.name(),
                    tenant.lane(),
                    model.name(),
                    model.digest(),
                    Options.toJob(options.explain()).toJson(),
                    count,
                    batchSize,
                    Math.max(1e-4, Math.min(count, batchSize) * explainer.costPerRow() * COLD_SECONDS_PER_COST),
                    resultsTtl,
                    key);
        });
    }

    private void answer(Context ctx, Submitted.Accepted submitted) throws Exception {
        cache.seen(submitted.job());
        ctx.status(202).header("Location", "/v1/jobs/" + submitted.job().id()).header("Retry-After", POLL_AFTER);
        Json.send(ctx, JobBody.of(submitted.job()));
    }

    /** Options and type go into the hash before the body: the same bytes for another question are another payload. */
    private static MessageDigest payloadHash(RowsFormat format, ServedModel model, Options options) {
        MessageDigest hash = Digests.sha256();
        String head = format.mediaType()
                + (format.header() ? "" : " without header")
                + (format.ignoreExtra() ? " without extra columns" : "")
                + '\n'
                + model.name()
                + '\n'
                + Options.toJob(options.explain()).toJson()
                + '\n';
        hash.update(head.getBytes(StandardCharsets.UTF_8));
        return hash;
    }

    private TableLimits tableLimits(int batchSize) {
        long most = Math.max(limits.batchBytes() / 8, (long) batchSize * limits.features());
        return new TableLimits(limits.jobRows(), limits.features(), (int) Math.min(most, Integer.MAX_VALUE - 8));
    }
}

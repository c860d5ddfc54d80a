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
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.rows.RowsFormat;
import io.shapservice.engine.table.TableLimits;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobView;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** {@code POST /v1/models/{model}/jobs}: rows become a job. */
public final class SubmitRoute implements RouteGroup {
    private static final String POLL_AFTER = "1";
    /** Columns that a table may have beyond the model's before it is refused for its width, so that the message can name them. */
    private static final int ODD_COLUMNS = 1000;

    private final ModelCatalog catalog;
    private final Submitter submitter;
    private final JobIds ids;
    private final JobCache cache;
    private final Limits limits;
    private final Duration resultsTtl;
    private final Semaphore uploads;

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

    private void submit(Context ctx) throws IOException {
        JobRequest job = request(ctx);
        checkBatch(job);
        if (!uploads.tryAcquire()) {
            throw new ProblemException(
                            ProblemType.TOO_BUSY,
                            "This server is taking in " + limits.uploads() + " jobs already: try again in a moment.")
                    .withRetryAfter(Duration.ofSeconds(2));
        }
        try {
            answer(ctx, submitter.submit(job, () -> RequestBody.open(ctx, limits.jobBytes()), tableLimits(job)));
        } finally {
            uploads.release();
        }
    }

    private JobRequest request(Context ctx) {
        Query query = Query.of(ctx, Options.OF_JOBS, RowsFormat.parameters());
        ServedModel model = catalog.require(ctx.pathParam("model"));
        Options options = Options.of(query);
        Tenant tenant = Tenant.of(ctx);
        return new JobRequest(
                ids.next(),
                tenant,
                model,
                options,
                model.explainer(options.explain()),
                RowsFormat.of(ctx, query),
                catalog.batchSize(),
                resultsTtl,
                IdempotencyHeader.scope(ctx.header(IdempotencyHeader.NAME), tenant.name(), ctx.path())
                        .orElse(null));
    }

    /** Refuses a batch that would not fit into a worker, with the sum. */
    private void checkBatch(JobRequest job) {
        var names = job.model().names();
        long rows = (long) job.batchSize() * names.featureCount() * Double.BYTES;
        if (rows > limits.batchBytes()) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "A batch's rows would take " + rows + " bytes (" + job.batchSize() + " rows × "
                            + names.featureCount() + " features × " + Double.BYTES + " bytes), and "
                            + limits.batchBytes() + " are allowed: lower batchSize in the ShapService.");
        }
        long bytes = job.batchResultBytes();
        if (bytes > limits.batchBytes()) {
            String pairs = job.options().explain().interactions() ? " and their pairs" : "";
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "A batch's results would take " + bytes + " bytes (" + job.batchSize() + " rows × "
                            + names.featureCount() + " features" + pairs + " × " + names.outputCount()
                            + " outputs), and "
                            + limits.batchBytes() + " are allowed: lower batchSize in the ShapService"
                            + (pairs.isEmpty() ? "." : ", or leave interactions out."));
        }
    }

    private void answer(Context ctx, Acknowledged acknowledged) throws IOException {
        JobView job = acknowledged.job();
        cache.seen(job);
        ctx.status(202)
                .header("Location", "/v1/jobs/" + job.id())
                .header("Retry-After", POLL_AFTER)
                .header("Durability", acknowledged.durability());
        Json.send(ctx, JobBody.of(job));
    }

    private TableLimits tableLimits(JobRequest job) {
        int features = job.model().names().featureCount();
        int columns =
                Math.min(limits.features(), job.format().ignoreExtra() ? limits.features() : features + ODD_COLUMNS);
        long most = Math.max(limits.batchBytes() / Double.BYTES, (long) job.batchSize() * columns);
        return new TableLimits(limits.jobRows(), columns, (int) Math.min(most, Integer.MAX_VALUE - 8));
    }
}

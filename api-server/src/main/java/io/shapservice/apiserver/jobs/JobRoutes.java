package io.shapservice.apiserver.jobs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobPage;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.Redriven;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/jobs}: list, status with long poll, cancel, delete. */
public final class JobRoutes implements RouteGroup {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final String POLL_AFTER = "1";

    private final JobQueue queue;
    private final Jobs jobs;
    private final JobCache cache;
    private final Duration longestWait;

    public JobRoutes(JobQueue queue, Jobs jobs, JobCache cache, Duration longestWait) {
        this.queue = queue;
        this.jobs = jobs;
        this.cache = cache;
        this.longestWait = longestWait;
    }

    /** @param next pass it as {@code after} for older jobs; null at the end */
    private record JobList(List<JobBody> jobs, @Nullable String next) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/jobs", this::list);
        routes.get("/v1/jobs/{id}", this::status);
        routes.post("/v1/jobs/{id}:cancel", this::cancel);
        routes.post("/v1/jobs/{id}:redrive", this::redrive);
        routes.delete("/v1/jobs/{id}", this::delete);
    }

    private void list(Context ctx) throws IOException {
        Query query = Query.of(ctx, Set.of("after", "limit"));
        int limit = query.integer("limit", PAGE, 1, LARGEST_PAGE);
        String after = query.text("after").orElse("");
        if (query.text("after").isPresent() && !JobIds.valid(after)) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "query after",
                    "Parameter 'after' must be the id of a job: take it from 'next'.");
        }
        Tenant tenant = Tenant.of(ctx);
        List<JobView> mine = new ArrayList<>();
        String next = after;
        do {
            JobPage page = RedisProblems.valueOf(
                    queue.jobs(tenant.name(), next, limit - mine.size()), "The jobs cannot be listed");
            mine.addAll(page.jobs());
            next = page.next();
        } while (!next.isEmpty() && mine.size() < limit);
        mine.forEach(cache::seen);
        Json.send(
                ctx,
                new JobList(
                        mine.stream().map(JobBody::of).toList(),
                        mine.size() < limit ? null : mine.getLast().id()));
    }

    private void status(Context ctx) throws IOException, InterruptedException {
        Duration wait = Query.of(ctx, Set.of("wait")).wait("wait", longestWait);
        Tenant tenant = Tenant.of(ctx);
        String id = ctx.pathParam("id");
        JobBody body = wait.isZero() ? jobs.body(tenant, id) : jobs.awaitEnd(tenant, id, wait);
        if (body.endedAt() == null) {
            ctx.header("Retry-After", POLL_AFTER);
        }
        Json.send(ctx, body);
    }

    private void cancel(Context ctx) throws IOException {
        Query.of(ctx, Set.of());
        String id = mine(ctx);
        JobView job = RedisProblems.valueOf(queue.cancel(id), "The job cannot be cancelled")
                .orElseThrow(Jobs::unknown);
        cache.seen(job);
        Json.send(ctx, JobBody.of(job));
    }

    /** Rows that were given up are tried again; a job without such rows is left as it is. */
    private void redrive(Context ctx) throws IOException {
        Query query = Query.of(ctx, Set.of("from", "to"));
        long from = query.wholeNumber("from", 0);
        long to = query.wholeNumber("to", Long.MAX_VALUE);
        if (from < 0 || to <= from) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, "query from", "The rows are from (inclusive) to to (exclusive).");
        }
        JobView job = jobs.require(Tenant.of(ctx), ctx.pathParam("id"));
        Redriven redriven = RedisProblems.valueOf(queue.redrive(job.id(), from, to), "The job cannot be redriven")
                .orElseThrow(Jobs::unknown);
        boolean wanted = job.dead().stream().anyMatch(d -> d.rowOffset() < to && d.rowOffset() + d.rows() > from);
        if (redriven.batches() == 0 && wanted) {
            throw new ProblemException(
                    ProblemType.RESULTS_EXPIRED, "The rows of this job are no longer kept: submit them again.");
        }
        cache.seen(redriven.job());
        Json.send(ctx, JobBody.of(redriven.job()));
    }

    private void delete(Context ctx) {
        Query.of(ctx, Set.of());
        String id = mine(ctx);
        boolean known = RedisProblems.valueOf(queue.purge(id), "The job cannot be deleted");
        cache.forget(id);
        if (!known) {
            throw Jobs.unknown();
        }
        ctx.status(204);
    }

    /** The id, once it is known to be of a job of the caller's. */
    private String mine(Context ctx) {
        return jobs.require(Tenant.of(ctx), ctx.pathParam("id")).id();
    }
}

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
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
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
        routes.delete("/v1/jobs/{id}", this::delete);
    }

    private void list(Context ctx) throws IOException {
        Query query = Query.of(ctx, Set.of("after", "limit"));
        int limit = query.integer("limit", PAGE, 1, LARGEST_PAGE);
        String after = query.text("after").orElse("");
        if (!after.isEmpty() && !JobIds.valid(after)) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "query after",
                    "Parameter 'after' must be the id of a job: take it from 'next'.");
        }
        Tenant tenant = Tenant.of(ctx);
        List<JobView> mine = new ArrayList<>();
        @Nullable String next = after;
        while (next != null && mine.size() < limit) {
            List<JobView> page = RedisProblems.valueOf(queue.jobs(next, limit), "The jobs cannot be listed");
            page.stream()
                    .filter(job -> Jobs.isOf(tenant, job))
                    .limit(limit - mine.size())
                    .forEach(mine::add);
            next = page.size() < limit ? null : page.getLast().id();
        }
        mine.forEach(cache::seen);
        Json.send(
                ctx,
                new JobList(
                        mine.stream().map(JobBody::of).toList(),
                        mine.size() < limit ? null : mine.getLast().id()));
    }

    private void status(Context ctx) throws IOException {
        Duration wait = Query.of(ctx, Set.of("wait")).wait("wait", longestWait);
        Tenant tenant = Tenant.of(ctx);
        String id = ctx.pathParam("id");
        JobBody body = wait.isZero()
                ? jobs.body(tenant, id)
                : jobs.await(tenant, id, wait, job -> job.state().ended());
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

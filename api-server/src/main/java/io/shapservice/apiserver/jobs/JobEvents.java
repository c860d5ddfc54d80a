package io.shapservice.apiserver.jobs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code GET /v1/jobs/{id}/events}: a job's progress and results as server-sent events, until it has ended. */
public final class JobEvents implements RouteGroup {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final JobQueue queue;
    private final Jobs jobs;
    private final AtomicBoolean draining;
    private final Duration heartbeat;

    /** @param heartbeat longest silence of a stream */
    public JobEvents(JobQueue queue, Jobs jobs, AtomicBoolean draining, Duration heartbeat) {
        this.queue = queue;
        this.jobs = jobs;
        this.draining = draining;
        this.heartbeat = heartbeat;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/jobs/{id}/events", this::events);
    }

    private void events(Context ctx) throws IOException, InterruptedException {
        Query.of(ctx, Set.of());
        Tenant tenant = Tenant.of(ctx);
        String id = ctx.pathParam("id");
        String cursor = cursor(ctx);
        jobs.body(tenant, id); // a job that is not there is told by the status, which events come too late for
        new JobWatch(queue, jobs, tenant, id, cursor, new EventStream(ctx, heartbeat)).run(draining::get);
    }

    private static String cursor(Context ctx) {
        String sent = ctx.header(LAST_EVENT_ID);
        if (sent == null || sent.isBlank()) {
            return "";
        }
        if (!Jobs.CURSOR.matcher(sent).matches()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "header " + LAST_EVENT_ID,
                    LAST_EVENT_ID + " must be the id of an event of this stream.");
        }
        return sent;
    }
}

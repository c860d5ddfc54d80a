package io.shapservice.apiserver.jobs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RouteGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** {@code GET /v1/jobs/{id}/events}: the job as a server-sent event whenever it has moved, until it has ended. */
public final class JobEvents implements RouteGroup {
    /** A client that has gone is noticed at the next write, so there is one at least this often. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Progress of a fast job is told this often. */
    private static final Duration PACE = Duration.ofMillis(200);

    private static final Duration WHILE_REDIS_IS_AWAY = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final AtomicBoolean draining;

    public JobEvents(Jobs jobs, AtomicBoolean draining) {
        this.jobs = jobs;
        this.draining = draining;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/jobs/{id}/events", this::events);
    }

    private void events(Context ctx) throws IOException {
        Query.of(ctx, Set.of());
        String id = ctx.pathParam("id");
        JobBody job = jobs.body(id);
        ctx.disableCompression()
                .contentType("text/event-stream")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        OutputStream out = ctx.outputStream();
        send(out, job);
        while (job.endedAt() == null && !draining.get()) {
            LockSupport.parkNanos((job.stale() == null ? PACE : WHILE_REDIS_IS_AWAY).toNanos());
            JobBody last = job;
            job = jobs.await(
                    id,
                    HEARTBEAT,
                    now -> now.state().ended()
                            || now.rowsDone() != last.rowsDone()
                            || !JobBody.of(now).state().equals(last.state()));
            send(out, job);
        }
    }

    private static void send(OutputStream out, JobBody job) throws IOException {
        String event = "event: job\nid: " + job.rowsDone() + "\ndata: " + Json.text(job) + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

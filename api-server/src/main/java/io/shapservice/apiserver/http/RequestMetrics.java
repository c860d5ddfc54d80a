package io.shapservice.apiserver.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Rate, errors and duration of each route, by its template: a path with a job's id would make a series per job. */
public final class RequestMetrics {
    /** Request attribute with the slug of the problem that was answered. */
    public static final String PROBLEM = "shap.problem";

    private final MeterRegistry meters;
    private final AtomicInteger inFlight;

    /** @param server {@code api} or {@code management} */
    public RequestMetrics(MeterRegistry meters, String server) {
        this.meters = meters;
        this.inFlight = meters.gauge("shap.api.in.flight", Tags.of("server", server), new AtomicInteger());
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    /** The template of the route; {@code none} for a request that has none. */
    static String route(Context ctx) {
        Endpoint matched = ctx.endpoints().lastHttpEndpoint();
        return matched == null ? "none" : matched.path;
    }

    /** One of a closed set, whatever the client called it. */
    static String method(Context ctx) {
        return ctx.method().isHttpMethod() && ctx.endpoints().lastHttpEndpoint() != null
                ? ctx.method().name()
                : "OTHER";
    }

    /** @param millis from the first byte of the request to the last of the response */
    void finished(Context ctx, Float millis) {
        inFlight.decrementAndGet();
        String route = route(ctx);
        Timer.builder("shap.api.requests")
                .description("Requests by route template and status")
                .tag("method", method(ctx))
                .tag("route", route)
                .tag("status", Integer.toString(ctx.statusCode()))
                .serviceLevelObjectives(Buckets.LATENCY)
                .register(meters)
                .record(Math.round(millis * 1e6), TimeUnit.NANOSECONDS);
        String problem = ctx.attribute(PROBLEM);
        if (problem != null) {
            meters.counter("shap.api.rejected", "route", route, "reason", problem)
                    .increment();
        }
    }
}

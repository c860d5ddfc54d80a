package io.shapservice.apiserver.metrics;

import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.apiserver.http.RouteGroup;

/** {@code GET /metrics} on the management port. */
public final class MetricsRoute implements RouteGroup {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    public MetricsRoute(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/metrics", ctx -> ctx.contentType(TEXT).result(meters.scrape(TEXT)));
    }
}

package io.shapservice.apiserver.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.http.RouteGroup;
import java.util.Set;

/**
 * Lets web pages of the configured origins ask from a browser. Credentials are never allowed: keys travel in a header that the
 * page sets itself, so no other page can borrow them.
 */
public final class CorsOrigins implements RouteGroup {
    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Content-Type, Content-Encoding, Idempotency-Key,"
                    + " If-None-Match, If-Range, Inference-Header-Content-Length, Last-Event-ID, Range, Request-Timeout, X-API-Key,"
                    + " X-Request-Id";
    private static final String EXPOSED_HEADERS = "Content-Range, Durability, ETag, Inference-Header-Content-Length,"
            + " Location, Retry-After, X-Missing-Rows, X-Request-Id";

    private final Set<String> origins;

    /** @param origins such as {@code https://app.example.com}; {@code *} for any; none for none */
    public CorsOrigins(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void register(RoutesConfig routes) {
        if (!origins.isEmpty()) {
            routes.before(this::answer);
        }
    }

    private void answer(Context ctx) {
        String origin = ctx.header("Origin");
        ctx.header("Vary", "Origin");
        if (origin == null || !(origins.contains(origin) || origins.contains("*"))) {
            return;
        }
        ctx.header("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin);
        ctx.header("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        if (ctx.req().getMethod().equals("OPTIONS") && ctx.header("Access-Control-Request-Method") != null) {
            ctx.header("Access-Control-Allow-Methods", "GET, POST, DELETE");
            ctx.header("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            ctx.header("Access-Control-Max-Age", "600");
            ctx.status(204).skipRemainingHandlers();
        }
    }
}

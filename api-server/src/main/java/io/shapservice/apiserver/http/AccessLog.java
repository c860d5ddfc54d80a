package io.shapservice.apiserver.http;

import io.javalin.http.Context;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request. The route stands by its template and the query is left out: neither ids, which give access to jobs,
 * nor anything that a caller sent is written.
 */
@FunctionalInterface
public interface AccessLog {
    /** Where requests are all alike. */
    AccessLog NONE = (_, _) -> {};

    /** @param millis from the first byte of the request to the last of the response */
    void finished(Context ctx, float millis);

    /** @param tenant whose request it is, for the log */
    static AccessLog lines(Function<Context, String> tenant) {
        // A logger of its own name, so that it can be turned off alone.
        Logger log = LoggerFactory.getLogger("access");
        return (ctx, millis) -> log.info(
                "tenant={} {} {} {} {} ms bytes={} request={}",
                tenant.apply(ctx),
                RequestMetrics.method(ctx),
                RequestMetrics.route(ctx),
                ctx.statusCode(),
                Math.round(millis * 10) / 10.0,
                Math.max(0, ctx.req().getContentLengthLong()),
                RequestIds.of(ctx));
    }
}

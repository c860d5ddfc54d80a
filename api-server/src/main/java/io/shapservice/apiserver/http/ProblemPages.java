package io.shapservice.apiserver.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.shapservice.apiserver.problem.Problem;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request early into a problem document. */
public final class ProblemPages {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

    private ProblemPages() {}

    static void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e));
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, ofFramework(e, ctx)));
        routes.exception(EofException.class, (e, ctx) -> LOG.debug("the client went away: {}", e.toString()));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("request {} failed unexpectedly", RequestIds.of(ctx), e);
            answer(ctx, unexpected());
        });
    }

    /** For errors of the virtual machine, such as a stack that is used up; the request ends, the process goes on. */
    static void broken(HttpServletResponse response, Error error) {
        String id = response.getHeader(RequestIds.HEADER);
        LOG.error("request {} failed unexpectedly", id, error);
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        byte[] body = Problem.of(unexpected(), id == null ? "" : id).toJson();
        response.setStatus(ProblemType.INTERNAL.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(RequestIds.HEADER, id);
        try {
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("the client went away: {}", gone.toString());
        }
    }

    /** What a person learns of an error that is this program's own: nothing of its insides. */
    static ProblemException unexpected() {
        return new ProblemException(
                ProblemType.INTERNAL,
                "Something went wrong in the server; its log has the cause under this requestId. Try again.");
    }

    private static void answer(Context ctx, ProblemException e) {
        ctx.attribute(RequestMetrics.PROBLEM, Problem.slug(e.type()));
        if (ctx.res().isCommitted()) {
            throw new IllegalStateException("the response was begun before it failed: " + e.detail());
        }
        Long retryAfter = e.retryAfterSeconds();
        if (retryAfter != null) {
            ctx.header("Retry-After", retryAfter.toString());
        }
        drain(ctx);
        ctx.status(e.type().status())
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(Problem.of(e, RequestIds.of(ctx)).toJson());
    }

    /** A client that is still sending a small body reads the answer only if the connection stays whole. */
    private static void drain(Context ctx) {
        try {
            var in = ctx.req().getInputStream();
            if (ctx.req().getContentLengthLong() <= 1 << 20) {
                in.skip(1 << 20);
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("could not read the rest of a refused body: {}", gone.toString());
        }
    }

    /** A path with an action, {@code …/{id}:cancel}, also fits the template of the thing itself, whose methods it does not have. */
    private static String allowed(HttpResponseException e, Context ctx) {
        String last = ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
        boolean action = ctx.path().startsWith("/v1/") && last.contains(":");
        return action ? "POST" : String.join(", ", e.getDetails().values());
    }

    private static ProblemException ofFramework(HttpResponseException e, Context ctx) {
        String route = ctx.method() + " " + ctx.path();
        return switch (e.getStatus()) {
            case 404 ->
                new ProblemException(
                        ProblemType.ROUTE_NOT_FOUND,
                        "There is no " + route + ". The routes are listed at /openapi.yaml.");
            case 405 -> {
                String allowed = allowed(e, ctx);
                ctx.header("Allow", allowed);
                yield new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "There is no " + route + (allowed.isEmpty() ? "." : "; this path has " + allowed + "."));
            }
            case 413 -> new ProblemException(ProblemType.TOO_LARGE, "The body is larger than this route takes.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "This route does not take that type.");
            case 400 -> new ProblemException(ProblemType.INVALID_REQUEST, "The request cannot be read.");
            default -> unexpected();
        };
    }
}

package io.shapservice.apiserver.http;

import io.shapservice.apiserver.problem.Problem;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problem documents for what the HTTP layer refuses before any route sees it: bad syntax, headers too large, shutdown. */
final class ProblemErrorHandler extends ErrorHandler {
    private final RequestIds ids;

    ProblemErrorHandler(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String id = ids.next();
        Problem problem = Problem.of(problem(response.getStatus()), id);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(RequestIds.HEADER, id);
        response.write(true, ByteBuffer.wrap(problem.toJson()), callback);
        return true;
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            case 503 ->
                new ProblemException(
                                ProblemType.SHUTTING_DOWN, "This server is shutting down. Another one answers a retry.")
                        .withRetryAfter(java.time.Duration.ofSeconds(1));
            case 404 -> new ProblemException(ProblemType.ROUTE_NOT_FOUND, "There is no such path.");
            case 413, 414, 431 ->
                new ProblemException(ProblemType.TOO_LARGE, "The request line and headers may have 16 kB together.");
            case 400, 405, 411, 415, 417, 501, 505 ->
                new ProblemException(ProblemType.INVALID_REQUEST, "This is not a well-formed HTTP/1.1 request.");
            default -> ProblemPages.unexpected();
        };
    }
}

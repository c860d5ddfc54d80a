package io.shapservice.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An HTTP server that gives the answers of a script, one per request, and remembers the requests. */
final class ScriptedServer implements AutoCloseable {
    record Answer(int status, Map<String, String> headers, String body) {}

    record Seen(String method, String target, Map<String, List<String>> headers, String body) {}

    static final Answer STALLED = new Answer(0, Map.of(), "");
    static final Answer HALF_A_BODY = new Answer(1, Map.of(), "");

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    ScriptedServer(Answer... answers) throws IOException {
        script.addAll(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer busy(int retryAfter) {
        return new Answer(
                503,
                Map.of("Content-Type", "application/problem+json", "Retry-After", Integer.toString(retryAfter)),
                """
                {"type": "urn:shap-service:problem:redis-unavailable", "title": "Redis cannot be reached", "status": 503,
                 "detail": "try again", "retryable": true, "retryAfter": 1}""");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            var answer = script.remove();
            if (answer.equals(STALLED)) {
                closed.await();
            } else if (answer.equals(HALF_A_BODY)) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                closed.await();
            } else {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

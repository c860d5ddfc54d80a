package io.shapservice.worker.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management port. Everything but the sample is answered from memory, so probes never wait for Redis. */
public final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads;
    private final Supplier<String> metrics;
    private final Supplier<Health> health;
    private final SampleFeed samples;

    /**
     * @param metrics in Prometheus' text format
     * @throws IOException when the address cannot be bound
     */
    public ManagementServer(
            InetSocketAddress address, Supplier<String> metrics, Supplier<Health> health, SampleFeed samples)
            throws IOException {
        this.metrics = metrics;
        this.health = health;
        this.samples = samples;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.server = listen(address);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        samples.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listen(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 16);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + address + ": " + e.getMessage() + "; is POD_IP this machine's?", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing: nobody waits for this answer
        } catch (RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
        }
    }

    private Reply reply(HttpExchange exchange) throws InterruptedException {
        if (!exchange.getRequestMethod().equals("GET")) {
            return Reply.text(405, "only GET\n");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> new Reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
            case "/health" -> json(200, health.get());
            case "/health/live" -> probe(health.get().live());
            case "/health/ready" -> probe(health.get().ready());
            case "/internal/sample" -> sample(exchange.getRequestURI().getRawQuery());
            default -> Reply.text(404, "no such page\n");
        };
    }

    private Reply sample(@Nullable String query) throws InterruptedException {
        try {
            SampleQuery asked = SampleQuery.parse(query);
            return json(200, samples.next(asked.after(), asked.patience()));
        } catch (IllegalArgumentException e) {
            return Reply.text(400, e.getMessage() + "\n");
        }
    }

    private static Reply probe(boolean good) {
        return good ? Reply.text(200, "ok\n") : Reply.text(503, "no\n");
    }

    private static Reply json(int status, Object body) {
        try {
            return new Reply(status, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and strings are always JSON", e);
        }
    }

    private record Reply(int status, String contentType, String body) {
        static Reply text(int status, String body) {
            return new Reply(status, "text/plain; charset=utf-8", body);
        }
    }
}

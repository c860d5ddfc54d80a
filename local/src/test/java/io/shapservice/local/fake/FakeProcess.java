package io.shapservice.local.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands for API and worker, as far as the operator and the node see them: health on the management port, and a sample
 * that the test posts. {@code REVISION} in it becomes a number that grows.
 */
public final class FakeProcess {
    private final AtomicReference<String> sample = new AtomicReference<>("");
    private final AtomicLong revision = new AtomicLong();

    private FakeProcess() {}

    public static void main(String[] args) throws IOException {
        FakeProcess process = new FakeProcess();
        process.serve(9090);
        process.serve(8080);
        System.out.println("serving with " + System.getenv("REDIS_URL"));
    }

    private void serve(int port) throws IOException {
        InetAddress address = InetAddress.ofLiteral(System.getenv("POD_IP"));
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", exchange -> send(exchange, 200, "{}"));
        server.createContext(
                "/env", exchange -> send(exchange, 200, System.getenv().toString()));
        server.createContext("/internal/sample", this::sample);
        server.start();
    }

    private void sample(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            sample.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        if (exchange.getRequestMethod().equals("GET")) {
            // A long poll without news takes its time; half a second of it.
            LockSupport.parkNanos(500_000_000);
        }
        String now = sample.get();
        if (now.isEmpty()) {
            send(exchange, 503, "{}");
        } else {
            send(exchange, 200, now.replace("\"REVISION\"", Long.toString(revision.incrementAndGet())));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

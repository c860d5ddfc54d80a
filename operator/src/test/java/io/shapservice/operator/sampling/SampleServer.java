package io.shapservice.operator.sampling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A pod's management port that serves one sample. */
final class SampleServer implements AutoCloseable {
    private final AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private volatile int status = 200;

    /** @param address which of the loopback addresses; the port is then shared by all */
    SampleServer(String address, int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        http.createContext("/", this::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    void serve(Sample sample) throws IOException {
        body.set(new JsonMapper().writeValueAsBytes(sample));
    }

    void serve(int newStatus, String text) {
        status = newStatus;
        body.set(text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
        }
        exchange.sendResponseHeaders(status, body.get().length == 0 ? -1 : body.get().length);
        exchange.getResponseBody().write(body.get());
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

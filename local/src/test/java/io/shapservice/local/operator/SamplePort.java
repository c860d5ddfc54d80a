package io.shapservice.local.operator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The management port of a pod, which answers each poll at once. */
final class SamplePort implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Supplier<Sample>> samples;
    private final AtomicLong asked = new AtomicLong();
    private final HttpServer http;

    SamplePort(String address, int port, Supplier<Sample> first) throws IOException {
        samples = new AtomicReference<>(first);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        http.createContext("/internal/sample", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    void serve(Supplier<Sample> next) {
        samples.set(next);
    }

    long asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = new JsonMapper().writeValueAsBytes(samples.get().get());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        asked.incrementAndGet();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}

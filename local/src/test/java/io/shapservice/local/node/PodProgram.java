package io.shapservice.local.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** What the tests' pods run: it does as it is asked over HTTP, and drains on SIGTERM. */
public final class PodProgram {
    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final List<byte[]> hoard = new ArrayList<>();

    private PodProgram() {}

    public static void main(String[] args) throws IOException {
        System.out.println("args " + String.join(" ", args));
        if (System.getenv("EXIT_AT_ONCE") != null) {
            System.exit(Integer.parseInt(System.getenv("EXIT_AT_ONCE")));
        }
        PodProgram program = new PodProgram();
        InetAddress address = InetAddress.ofLiteral(System.getenv("POD_IP"));
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 8080), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", program::answer);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(PodProgram::drain));
    }

    private static void drain() {
        String marker = System.getenv("DRAIN_MARKER");
        if (marker != null) {
            try {
                Files.writeString(Path.of(marker), "drained");
            } catch (IOException e) {
                System.out.println("no marker: " + e);
            }
        }
        if (System.getenv("STUBBORN") != null) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String argument = query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8);
        switch (exchange.getRequestURI().getPath()) {
            case "/live" -> send(exchange, live.get() ? 200 : 503, "");
            case "/ready" -> send(exchange, ready.get() ? 200 : 503, "");
            case "/unlive" -> send(exchange, 200, "" + live.getAndSet(false));
            case "/unready" -> send(exchange, 200, "" + ready.getAndSet(false));
            case "/env" -> send(exchange, 200, environment());
            case "/read" -> send(exchange, 200, Files.readString(Path.of(argument)));
            case "/write" -> {
                String[] parts = argument.split("=", 2);
                Files.writeString(Path.of(parts[0]), parts[1]);
                send(exchange, 200, "");
            }
            case "/hog" -> {
                for (int i = 0; i < Integer.parseInt(argument); i++) {
                    byte[] block = new byte[1 << 20];
                    java.util.Arrays.fill(block, (byte) 1);
                    hoard.add(block);
                }
                send(exchange, 200, "" + hoard.size());
            }
            case "/die" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
            default -> send(exchange, 404, "");
        }
    }

    private static String environment() {
        return System.getenv().entrySet().stream()
                .map(Map.Entry::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

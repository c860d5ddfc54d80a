package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/1.1 and WebSocket on one loopback port; one event loop answers everything, one request at a time. */
final class HttpFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final ApiRouter router;
    private final RequestLog log;
    private final Clock clock;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final HttpServer server;

    HttpFront(ApiRouter router, RequestLog log, Clock clock, String host, int port) {
        this.router = router;
        this.log = log;
        this.clock = clock;
        HttpServerOptions options = new HttpServerOptions().setHost(host).setPort(port);
        options.setWebSocketSubProtocols(List.of("v4.channel.k8s.io"));
        this.server = vertx.createHttpServer(options).requestHandler(this::accept);
    }

    HttpFront listen() {
        await(server.listen().toCompletionStage());
        return this;
    }

    int port() {
        return server.actualPort();
    }

    private void accept(HttpServerRequest http) {
        ApiRequest head = read(http, "");
        boolean watch = head.method().equals("GET") && head.asks("watch");
        if (watch && "websocket".equalsIgnoreCase(http.getHeader("Upgrade"))) {
            watchByWebSocket(http, head);
        } else if (watch) {
            watchByStream(http, head);
        } else {
            http.body()
                    .onSuccess(body -> answer(http, read(http, body.toString())))
                    .onFailure(error -> LOG.debug("the client went away within its request", error));
        }
    }

    private void answer(HttpServerRequest http, ApiRequest request) {
        ApiResponse response;
        try {
            response = router.answer(request);
        } catch (ApiError error) {
            response = new ApiResponse(error.code(), error.status());
        } catch (RuntimeException error) {
            LOG.error("{} {} failed", request.method(), request.path(), error);
            response = new ApiResponse(500, ApiError.internal(error).status());
        }
        if (WRITES.contains(request.method())) {
            log.record(new WriteRequest(
                    clock.instant(),
                    request.method(),
                    request.path(),
                    request.contentType(),
                    request.parameter("fieldManager"),
                    request.body(),
                    response.code()));
        }
        send(http.response(), response.code(), response.body());
    }

    private static void send(HttpServerResponse response, int code, JsonNode body) {
        response.setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(body.toString()));
    }

    private void watchByWebSocket(HttpServerRequest http, ApiRequest request) {
        http.toWebSocket()
                .onFailure(error -> LOG.debug("a watch was not upgraded", error))
                .onSuccess(socket -> {
                    try {
                        Runnable end = router.watch(request, socket::writeTextMessage);
                        socket.closeHandler(closed -> end.run());
                    } catch (ApiError error) {
                        socket.writeTextMessage(
                                WatchEvent.message("ERROR", error.status()).toString());
                        socket.close();
                    }
                });
    }

    private void watchByStream(HttpServerRequest http, ApiRequest request) {
        HttpServerResponse response = http.response();
        try {
            response.setChunked(true)
                    .putHeader("Content-Type", "application/json")
                    .writeHead();
            Runnable end = router.watch(request, event -> response.write(event + "\n"));
            response.closeHandler(closed -> end.run());
        } catch (ApiError error) {
            response.end(WatchEvent.message("ERROR", error.status()) + "\n");
        }
    }

    private static ApiRequest read(HttpServerRequest http, String body) {
        Map<String, String> query = new HashMap<>();
        http.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        return new ApiRequest(
                http.method().name(),
                Objects.requireNonNullElse(http.path(), "/"),
                query,
                mediaType(http.getHeader("Content-Type")),
                body);
    }

    private static String mediaType(@Nullable String header) {
        return header == null ? "" : header.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage());
    }

    private static void await(java.util.concurrent.CompletionStage<?> stage) {
        stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

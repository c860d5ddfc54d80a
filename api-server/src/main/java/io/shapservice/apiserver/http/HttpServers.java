package io.shapservice.apiserver.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Starts a Javalin server with the defaults of this project: virtual threads, bounded headers, problem documents. */
public final class HttpServers {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** Platform threads for accepting and selecting; requests run on virtual threads. */
    private static final int PLATFORM_THREADS = 16;

    private HttpServers() {}

    /**
     * @param port 0 for any free one
     * @param drain how long stopping waits for requests in flight
     */
    public static Javalin start(
            String host,
            int port,
            Duration drain,
            RequestIds ids,
            RequestMetrics metrics,
            AccessLog log,
            List<RouteGroup> groups) {
        return Javalin.create(config -> {
                    plain(config);
                    jetty(config, drain, ids);
                    config.routes.before(ctx -> metrics.begun());
                    ids.register(config.routes);
                    ProblemPages.register(config.routes);
                    config.requestLogger.http((ctx, millis) -> {
                        metrics.finished(ctx, millis);
                        log.finished(ctx, millis);
                    });
                    groups.forEach(group -> group.register(config.routes));
                })
                .start(host, port);
    }

    private static void plain(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.http.asyncTimeout = Duration.ofMinutes(2).toMillis();
        // Bodies are read as streams with limits of their own; what goes around them is capped tightly.
        config.http.maxRequestSize = 64 * 1024L;
        config.router.javaLangErrorHandler(ProblemPages::broken);
        config.jetty.multipartConfig.maxTotalRequestSize(1, io.javalin.config.SizeUnit.MB);
        config.jetty.multipartConfig.maxFileSize(1, io.javalin.config.SizeUnit.MB);
    }

    private static void jetty(JavalinConfig config, Duration drain, RequestIds ids) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(drain.toMillis());
            server.setErrorHandler(new ProblemErrorHandler(ids));
            server.setHandler(new GracefulHandler());
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new ProblemErrorHandler(ids)));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setIdleTimeout(-1);
        });
    }
}

package io.shapservice.apiserver;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.config.ApiSettings;
import io.shapservice.apiserver.http.AccessLog;
import io.shapservice.apiserver.http.HttpServers;
import io.shapservice.apiserver.http.RequestIds;
import io.shapservice.apiserver.http.RequestMetrics;
import io.shapservice.apiserver.metrics.ProcessMetrics;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API process: two HTTP servers over one set of parts. It starts, and answers sync explains, whether Redis is there or not. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    /** Between saying not ready and refusing connections: the Service's endpoints are updated meanwhile. */
    private static final Duration LAME_DUCK = Duration.ofMillis(500);

    private final AtomicBoolean draining;
    private final Parts parts;
    private final Javalin api;
    private final Javalin management;

    private ApiServer(AtomicBoolean draining, Parts parts, Javalin api, Javalin management) {
        this.draining = draining;
        this.parts = parts;
        this.api = api;
        this.management = management;
    }

    public static ApiServer start(ApiSettings settings, RedisSettings redis, Clock clock, RandomGenerator random) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProcessMetrics.bind(meters);
        AtomicBoolean serving = new AtomicBoolean();
        AtomicBoolean draining = new AtomicBoolean();
        Parts parts = Parts.assemble(
                settings, RedisGateway.open(redis, meters, clock), meters, clock, random, serving, draining);
        RequestIds ids = new RequestIds(random);
        Javalin api = HttpServers.start(
                settings.address(),
                settings.apiPort(),
                settings.drain(),
                ids,
                new RequestMetrics(meters, "api"),
                AccessLog.lines(Tenant::nameOf),
                parts.apiRoutes());
        Javalin management = HttpServers.start(
                settings.address(),
                settings.managementPort(),
                Duration.ofSeconds(1),
                ids,
                new RequestMetrics(meters, "management"),
                AccessLog.NONE,
                parts.managementRoutes());
        serving.set(true);
        LOG.info(
                "service {}: API on {}:{}, management on port {}; {}",
                settings.service(),
                settings.address(),
                api.port(),
                management.port(),
                settings.apiKeysFile() == null
                        ? "no API keys are configured, so the API is open"
                        : "requests need an API key of " + settings.apiKeysFile());
        return new ApiServer(draining, parts, api, management);
    }

    public int apiPort() {
        return api.port();
    }

    public int managementPort() {
        return management.port();
    }

    /** For tests, which compare what is registered with the contract. */
    List<Javalin> servers() {
        return List.of(api, management);
    }

    /** Says not ready, finishes what is in flight within the drain time, and ends. */
    @Override
    public void close() {
        draining.set(true);
        LockSupport.parkNanos(LAME_DUCK.toNanos());
        api.stop();
        parts.close();
        management.stop();
        LOG.info("drained");
    }
}

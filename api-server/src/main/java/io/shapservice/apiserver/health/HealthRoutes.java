package io.shapservice.apiserver.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.access.Access;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ModelStatus;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.RedisHealth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /health*}: on both ports, for people and for probes. */
public final class HealthRoutes implements RouteGroup {
    private final String service;
    private final Readiness readiness;
    private final ModelCatalog catalog;
    private final Supplier<RedisHealth> redis;
    private final Access access;

    public HealthRoutes(
            String service, Readiness readiness, ModelCatalog catalog, Supplier<RedisHealth> redis, Access access) {
        this.access = access;
        this.service = service;
        this.readiness = readiness;
        this.catalog = catalog;
        this.redis = redis;
    }

    /**
     * @param status {@code ok}, or {@code degraded} when Redis or a model is missing; this process answers either way
     * @param access {@code open}: anyone who reaches the port may use it; or {@code keys}
     * @param keys what is wrong with the API keys
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Health(
            String status,
            String service,
            boolean ready,
            boolean draining,
            String access,
            RedisBody redis,
            List<Sample.ModelState> models,
            @Nullable String configuration,
            @Nullable String keys) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/health", this::health);
        routes.get("/health/live", ctx -> Json.send(ctx, Map.of("live", true)));
        routes.get("/health/ready", ctx -> {
            ctx.status(readiness.ready() ? 200 : 503);
            Json.send(ctx, Map.of("ready", readiness.ready()));
        });
        routes.get("/health/redis", ctx -> {
            RedisBody body = RedisBody.of(redis.get());
            ctx.status(body.reachable() ? 200 : 503);
            Json.send(ctx, body);
        });
    }

    private void health(Context ctx) throws IOException {
        RedisBody seen = RedisBody.of(redis.get());
        List<Sample.ModelState> models =
                catalog.all().stream().map(ModelStatus::toSample).toList();
        String problem = catalog.configProblem();
        boolean whole = seen.reachable()
                && problem.isEmpty()
                && access.problem().isEmpty()
                && models.stream().allMatch(Sample.ModelState::ready);
        Json.send(
                ctx,
                new Health(
                        whole ? "ok" : "degraded",
                        service,
                        readiness.ready(),
                        readiness.draining(),
                        access.kind(),
                        seen,
                        models,
                        problem.isEmpty() ? null : problem,
                        access.problem().isEmpty() ? null : access.problem()));
    }
}

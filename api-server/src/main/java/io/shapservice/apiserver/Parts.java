package io.shapservice.apiserver;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.apiserver.access.Access;
import io.shapservice.apiserver.access.ApiKeysFile;
import io.shapservice.apiserver.access.CorsOrigins;
import io.shapservice.apiserver.config.ApiSettings;
import io.shapservice.apiserver.config.ServiceConfigFile;
import io.shapservice.apiserver.explain.ExplainRoute;
import io.shapservice.apiserver.explain.SyncExplains;
import io.shapservice.apiserver.health.HealthRoutes;
import io.shapservice.apiserver.health.Readiness;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.jobs.JobCache;
import io.shapservice.apiserver.jobs.JobEvents;
import io.shapservice.apiserver.jobs.JobIds;
import io.shapservice.apiserver.jobs.JobRoutes;
import io.shapservice.apiserver.jobs.Jobs;
import io.shapservice.apiserver.metrics.MetricsRoute;
import io.shapservice.apiserver.metrics.ModelMetrics;
import io.shapservice.apiserver.metrics.QueueMetrics;
import io.shapservice.apiserver.metrics.RedisServerMetrics;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ModelPublisher;
import io.shapservice.apiserver.models.ModelRoutes;
import io.shapservice.apiserver.models.NamesByDigest;
import io.shapservice.apiserver.openapi.OpenApiRoute;
import io.shapservice.apiserver.openinference.OpenInferenceRoutes;
import io.shapservice.apiserver.page.StatusPage;
import io.shapservice.apiserver.results.ResultRoutes;
import io.shapservice.apiserver.sample.SampleFeed;
import io.shapservice.apiserver.sample.SampleRoute;
import io.shapservice.apiserver.submit.SubmitRoute;
import io.shapservice.apiserver.submit.Submitter;
import io.shapservice.apiserver.upkeep.GarbageSweep;
import io.shapservice.apiserver.upkeep.Upkeep;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.QueueSettings;
import io.shapservice.queue.RedisJobQueue;
import io.shapservice.redis.RedisGateway;
import io.shapservice.storage.BlobStore;
import io.shapservice.storage.RedisBlobStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything between the routes and Redis, put together once. */
record Parts(
        List<RouteGroup> apiRoutes,
        List<RouteGroup> managementRoutes,
        List<Upkeep> upkeep,
        SyncExplains explains,
        JobQueue queue,
        BlobStore blobs,
        RedisGateway redis)
        implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** It is long, and some servers count it. */
    private static final Duration INFO = Duration.ofSeconds(15);
    /** For the metrics; an operator that listens asks more often by itself. */
    private static final Duration SAMPLED = Duration.ofSeconds(5);
    /** The keys of the queue are where this is. */
    private static final String SHARD = "{q0}";
    /** An append-only file is written each second, or two when the disk is slow. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(2);
    /** Jobs of a model that is no longer declared need it for as long as they may wait. */
    private static final Duration MODELS_KEPT = Duration.ofDays(8);

    static Parts assemble(
            ApiSettings settings,
            RedisGateway redis,
            PrometheusMeterRegistry meters,
            Clock clock,
            RandomGenerator random,
            AtomicBoolean serving,
            AtomicBoolean draining) {
        BlobStore blobs = new RedisBlobStore(redis);
        JobQueue queue = queue(redis, settings.stuckAfter());
        ModelCatalog catalog = new ModelCatalog(new ServiceConfigFile(settings.configFile()), settings.batchSize());
        ModelPublisher publisher = new ModelPublisher(blobs, clock, MODELS_KEPT.plus(settings.resultsTtl()));
        JobCache cache = new JobCache(clock);
        Jobs jobs = new Jobs(queue, cache, draining);
        Readiness readiness = new Readiness(serving, draining);
        SyncExplains explains =
                new SyncExplains(settings.limits(), Runtime.getRuntime().availableProcessors(), meters);
        @Nullable Path keys = settings.apiKeysFile();
        Access access = new Access(keys == null ? null : new ApiKeysFile(keys), System::nanoTime);
        HealthRoutes health = new HealthRoutes(settings.service(), readiness, catalog, redis::health, access);
        Duration wait = settings.limits().longestWait();
        List<RouteGroup> api = List.of(
                new CorsOrigins(settings.corsOrigins()),
                access,
                health,
                new ModelRoutes(catalog),
                new ExplainRoute(catalog, explains, settings.limits()),
                new OpenInferenceRoutes(catalog, explains, settings.limits(), readiness),
                new SubmitRoute(
                        catalog,
                        new Submitter(blobs, queue, publisher, redis.durability(SHARD, CONFIRMED_WITHIN)::confirm),
                        new JobIds(new SecureRandom()),
                        cache,
                        settings.limits(),
                        settings.resultsTtl()),
                new JobRoutes(queue, jobs, cache, wait),
                new JobEvents(queue, jobs, draining, settings.limits().heartbeat()),
                new ResultRoutes(queue, jobs, blobs, new NamesByDigest(catalog, blobs)),
                new OpenApiRoute(),
                new StatusPage(settings.service(), catalog, redis::health));
        SampleFeed sample = new SampleFeed(queue, catalog, redis::health, draining);
        new QueueMetrics(sample::known).bindTo(meters);
        ModelMetrics models = new ModelMetrics(meters);
        RedisServerMetrics server = new RedisServerMetrics(redis);
        server.bindTo(meters);
        List<RouteGroup> management = List.of(health, new MetricsRoute(meters), new SampleRoute(sample, wait));
        List<Upkeep> upkeep = List.of(
                new Upkeep("keys", SECOND, random, access::refresh).start(),
                new Upkeep("models", SECOND, random, () -> {
                            catalog.refresh();
                            models.show(catalog.all());
                        })
                        .start(),
                new Upkeep("publish", SECOND, random, () -> publisher.publish(catalog)).start(),
                new Upkeep("sample", SAMPLED, random, sample::refresh).start(),
                new Upkeep("redis-info", INFO, random, server::refresh).start(),
                new Upkeep("reap", SECOND, random, queue::reap).start(),
                new Upkeep("garbage", SECOND, random, new GarbageSweep(queue, blobs)::pass).start());
        return new Parts(api, management, upkeep, explains, queue, blobs, redis);
    }

    static JobQueue queue(RedisGateway redis, Duration stuckAfter) {
        return new RedisJobQueue(redis, QueueSettings.of(stuckAfter));
    }

    @Override
    public void close() {
        upkeep.forEach(Upkeep::close);
        explains.close();
        queue.close();
        blobs.close();
        redis.close();
    }
}

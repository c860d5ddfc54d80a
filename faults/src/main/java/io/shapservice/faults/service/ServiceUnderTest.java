package io.shapservice.faults.service;

import io.shapservice.client.ClientSettings;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.process.LoopbackBlock;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redisserver.FaultyNetwork;
import io.shapservice.redisserver.RedisSentinels;
import io.shapservice.redisserver.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One service: its Redis, one API process and a fleet of workers. */
public final class ServiceUnderTest implements AutoCloseable {
    public static final String MODEL = "housing-large";

    /** T of the stuck-worker timeline; a lease lasts three quarters of it. */
    public static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private static final int BATCH_SIZE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RedisUnderTest redis;
    private final ApiProcess api;
    private final WorkerFleet workers;

    private ServiceUnderTest(RedisUnderTest redis, ApiProcess api, WorkerFleet workers) {
        this.redis = redis;
        this.api = api;
        this.workers = workers;
    }

    /** With a single Redis. Returns once the API has its model. */
    public static ServiceUnderTest start(Layout layout, int workers, RandomGenerator random) {
        return start(RedisUnderTest.Alone.start(), layout, workers, random);
    }

    /** With a primary, its replica and sentinels. */
    public static ServiceUnderTest startWithSentinels(Layout layout, int workers, RandomGenerator random) {
        return start(RedisUnderTest.Watched.start(), layout, workers, random);
    }

    private static ServiceUnderTest start(RedisUnderTest redis, Layout layout, int workers, RandomGenerator random) {
        LoopbackBlock block = new LoopbackBlock(random);
        Map<String, String> environment = new HashMap<>(redis.environment());
        environment.putAll(Map.of(
                "REDIS_TIMEOUT",
                "1",
                "STUCK_AFTER",
                Long.toString(STUCK_AFTER.toSeconds()),
                "SHAP_SERVICE",
                "faults",
                "SHAP_CONFIG_FILE",
                layout.serviceConfig(BATCH_SIZE).toString(),
                "MALLOC_ARENA_MAX",
                "2"));
        ApiProcess api = new ApiProcess(layout, named(environment, "api-1", block.next()));
        WorkerFleet fleet = new WorkerFleet(layout);
        ServiceUnderTest service = new ServiceUnderTest(redis, api, fleet);
        for (int i = 1; i <= workers; i++) {
            String name = "worker-" + i;
            fleet.add(name, named(environment, name, block.next()));
        }
        api.awaitModel();
        return service;
    }

    private static Map<String, String> named(Map<String, String> environment, String name, String address) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("POD_NAME", name);
        all.put("POD_UID", "uid-" + name);
        all.put("POD_IP", address);
        return Map.copyOf(all);
    }

    public RedisServer redis() {
        return alone().server();
    }

    public FaultyNetwork network() {
        return alone().network();
    }

    public RedisSentinels sentinels() {
        if (redis instanceof RedisUnderTest.Watched(RedisSentinels group)) {
            return group;
        }
        throw new IllegalStateException("this service has a single Redis");
    }

    /** For looking into Redis past the service. */
    public RedisSettings redisSettings() {
        return redis.settings();
    }

    private RedisUnderTest.Alone alone() {
        if (redis instanceof RedisUnderTest.Alone single) {
            return single;
        }
        throw new IllegalStateException("this service has no single Redis");
    }

    public ApiProcess api() {
        return api;
    }

    public WorkerFleet workers() {
        return workers;
    }

    /** A client that goes on trying for longer than any fault lasts. */
    public ShapClient client() {
        return ShapClient.connect(
                ClientSettings.of(api.address()).withPatience(PATIENCE).withRequestTimeout(Duration.ofSeconds(30)));
    }

    /** Where the API serves. */
    public URI address() {
        return api.address();
    }

    @Override
    public void close() {
        workers.close();
        api.close();
        redis.close();
    }
}

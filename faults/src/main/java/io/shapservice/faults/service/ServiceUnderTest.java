package io.shapservice.faults.service;

import io.shapservice.client.ClientSettings;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.process.LoopbackBlock;
import io.shapservice.redisserver.FaultyNetwork;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One service: a Redis that writes each command to disk, one API process, a fleet of workers, and a network that can fail between them and Redis. */
public final class ServiceUnderTest implements AutoCloseable {
    public static final String MODEL = "housing-large";

    /** T of the stuck-worker timeline; a lease lasts three quarters of it. */
    public static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private static final int BATCH_SIZE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RedisServer redis;
    private final FaultyNetwork network;
    private final ApiProcess api;
    private final WorkerFleet workers;

    private ServiceUnderTest(RedisServer redis, FaultyNetwork network, ApiProcess api, WorkerFleet workers) {
        this.redis = redis;
        this.network = network;
        this.api = api;
        this.workers = workers;
    }

    /** Returns once the API has its model. */
    public static ServiceUnderTest start(Layout layout, int workers, RandomGenerator random) {
        RedisServer redis = RedisServer.start(redisOptions());
        FaultyNetwork network = FaultyNetwork.before(redis);
        LoopbackBlock block = new LoopbackBlock(random);
        Map<String, String> environment = Map.of(
                "REDIS_URL",
                network.url(),
                "REDIS_TIMEOUT",
                "1",
                "STUCK_AFTER",
                Long.toString(STUCK_AFTER.toSeconds()),
                "SHAP_SERVICE",
                "faults",
                "SHAP_CONFIG_FILE",
                layout.serviceConfig(BATCH_SIZE).toString(),
                "MALLOC_ARENA_MAX",
                "2");
        ApiProcess api = new ApiProcess(layout, named(environment, "api-1", block.next()));
        WorkerFleet fleet = new WorkerFleet(layout);
        ServiceUnderTest service = new ServiceUnderTest(redis, network, api, fleet);
        for (int i = 1; i <= workers; i++) {
            String name = "worker-" + i;
            fleet.add(name, named(environment, name, block.next()));
        }
        api.awaitModel();
        return service;
    }

    private static RedisServerOptions redisOptions() {
        RedisServerOptions durable = RedisServerOptions.durable();
        // From 7.0 on DEBUG, with which Redis is made to hang, has to be allowed.
        boolean guarded = RedisBinary.find().version().major() >= 7;
        return guarded ? durable.withConfig("enable-debug-command yes") : durable;
    }

    private static Map<String, String> named(Map<String, String> environment, String name, String address) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("POD_NAME", name);
        all.put("POD_UID", "uid-" + name);
        all.put("POD_IP", address);
        return Map.copyOf(all);
    }

    public RedisServer redis() {
        return redis;
    }

    public FaultyNetwork network() {
        return network;
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
        network.close();
        redis.close();
    }
}

package io.shapservice.faults.service;

import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Topology;
import io.shapservice.redisserver.FaultyNetwork;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisSentinels;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.util.Map;

/** The Redis of a service, and how its processes are told of it. */
public sealed interface RedisUnderTest extends AutoCloseable {
    Map<String, String> environment();

    /** For looking into it past the service. */
    RedisSettings settings();

    @Override
    void close();

    /** One that writes each command to disk, and a network before it that can fail. */
    record Alone(RedisServer server, FaultyNetwork network) implements RedisUnderTest {
        static Alone start() {
            RedisServer server = RedisServer.start(options());
            return new Alone(server, FaultyNetwork.before(server));
        }

        private static RedisServerOptions options() {
            RedisServerOptions durable = RedisServerOptions.durable();
            // From 7.0 on DEBUG, with which Redis is made to hang, has to be allowed.
            boolean guarded = RedisBinary.find().version().major() >= 7;
            return guarded ? durable.withConfig("enable-debug-command yes") : durable;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("REDIS_URL", network.url());
        }

        @Override
        public RedisSettings settings() {
            return RedisSettings.of(server.url());
        }

        @Override
        public void close() {
            network.close();
            server.close();
        }
    }

    /** A primary and a replica in memory, and three sentinels. */
    record Watched(RedisSentinels group) implements RedisUnderTest {
        static Watched start() {
            return new Watched(RedisSentinels.start(RedisBinary.find()));
        }

        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "REDIS_URL",
                    group.url(),
                    "REDIS_TOPOLOGY",
                    "Sentinel",
                    "REDIS_SENTINEL_MASTER",
                    RedisSentinels.PRIMARY);
        }

        @Override
        public RedisSettings settings() {
            return RedisSettings.of(group.url(), new Topology.Sentinel(RedisSentinels.PRIMARY));
        }

        @Override
        public void close() {
            group.close();
        }
    }
}

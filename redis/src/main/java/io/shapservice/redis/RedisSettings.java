package io.shapservice.redis;

import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CA_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CONNECTION_POOL_SIZE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SENTINEL_MASTER;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SENTINEL_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SOCKET_KEEPALIVE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TIMEOUT;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TOPOLOGY;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_URL;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_USERNAME;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a process reaches Redis.
 *
 * @param addresses of the server, of sentinels, or of some nodes of a cluster
 * @param tls encrypt, and verify that a server's certificate is for the host that was asked
 * @param timeout of one command
 * @param keepAlive TCP keepalive
 * @param poolSize calls for payload at the same time, each on a connection of its own, for each server; control traffic has one more
 */
public record RedisSettings(
        Topology topology,
        List<RedisAddress> addresses,
        boolean tls,
        int database,
        Duration timeout,
        boolean keepAlive,
        int poolSize,
        RedisAccess access) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_POOL = 10;
    private static final int LARGEST_POOL = 1000;

    public RedisSettings {
        addresses = List.copyOf(addresses);
    }

    /** @throws ConfigurationException naming the variable and what to do */
    public static RedisSettings from(Environment environment) {
        Topology topology = topology(environment);
        RedisUrl url = RedisUrl.parse(
                environment.requiredText(REDIS_URL, "give the address of Redis, as in redis://127.0.0.1:6379/0"),
                topology);
        return new RedisSettings(
                topology,
                url.addresses(),
                url.tls(),
                url.database(),
                environment.seconds(REDIS_TIMEOUT, DEFAULT_TIMEOUT),
                environment.flag(REDIS_SOCKET_KEEPALIVE, true),
                environment.integer(REDIS_CONNECTION_POOL_SIZE, DEFAULT_POOL, 1, LARGEST_POOL),
                new RedisAccess(
                        environment.text(REDIS_USERNAME).orElse(null),
                        file(environment, REDIS_PASSWORD_FILE),
                        file(environment, REDIS_CA_FILE),
                        file(environment, REDIS_SENTINEL_PASSWORD_FILE)));
    }

    /** The defaults, for a single Redis without a password. */
    public static RedisSettings of(String url) {
        return of(url, new Topology.Standalone());
    }

    /** The defaults, without a password. */
    public static RedisSettings of(String url, Topology topology) {
        RedisUrl parsed = RedisUrl.parse(url, topology);
        return new RedisSettings(
                topology,
                parsed.addresses(),
                parsed.tls(),
                parsed.database(),
                DEFAULT_TIMEOUT,
                true,
                DEFAULT_POOL,
                RedisAccess.OPEN);
    }

    public RedisSettings withTimeout(Duration duration) {
        return new RedisSettings(topology, addresses, tls, database, duration, keepAlive, poolSize, access);
    }

    public RedisSettings withKeepAlive(boolean on) {
        return new RedisSettings(topology, addresses, tls, database, timeout, on, poolSize, access);
    }

    public RedisSettings withPoolSize(int size) {
        return new RedisSettings(topology, addresses, tls, database, timeout, keepAlive, size, access);
    }

    public RedisSettings withAccess(RedisAccess how) {
        return new RedisSettings(topology, addresses, tls, database, timeout, keepAlive, poolSize, how);
    }

    /** {@code host:port}, for messages. */
    String address() {
        return addresses.stream().map(RedisAddress::toString).collect(Collectors.joining(","));
    }

    private static Topology topology(Environment environment) {
        String kind = environment.text(REDIS_TOPOLOGY).orElse("Standalone");
        return switch (kind) {
            case "Standalone" -> new Topology.Standalone();
            case "Sentinel" ->
                new Topology.Sentinel(environment.requiredText(
                        REDIS_SENTINEL_MASTER,
                        "give the name by which the sentinels know the primary, often mymaster"));
            case "Cluster" -> new Topology.Cluster();
            default ->
                throw new ConfigurationException(
                        "REDIS_TOPOLOGY is '" + kind + "': it must be Standalone, Sentinel or Cluster");
        };
    }

    private static @Nullable Path file(Environment environment, EnvironmentVariable variable) {
        return environment.text(variable).map(Path::of).orElse(null);
    }
}

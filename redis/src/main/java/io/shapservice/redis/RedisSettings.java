package io.shapservice.redis;

import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CONNECTION_POOL_SIZE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SOCKET_KEEPALIVE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TIMEOUT;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_URL;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_USERNAME;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a process reaches Redis.
 *
 * @param url {@code redis://host:port/db} or {@code rediss://…}, without user info
 * @param timeout of one command
 * @param keepAlive TCP keepalive
 * @param poolSize connections for payload traffic at most; one more carries control traffic
 * @param username ACL user; null for the default user
 * @param passwordFile read at every connection; null for no password
 */
public record RedisSettings(
        URI url,
        Duration timeout,
        boolean keepAlive,
        int poolSize,
        @Nullable String username,
        @Nullable Path passwordFile) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_POOL = 10;
    private static final int LARGEST_POOL = 1000;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    /** @throws ConfigurationException naming the variable and what to do */
    public static RedisSettings from(Environment environment) {
        return new RedisSettings(
                url(environment.requiredText(REDIS_URL, "give the address of Redis, as in redis://127.0.0.1:6379/0")),
                environment.seconds(REDIS_TIMEOUT, DEFAULT_TIMEOUT),
                environment.flag(REDIS_SOCKET_KEEPALIVE, true),
                environment.integer(REDIS_CONNECTION_POOL_SIZE, DEFAULT_POOL, 1, LARGEST_POOL),
                environment.text(REDIS_USERNAME).orElse(null),
                environment.text(REDIS_PASSWORD_FILE).map(Path::of).orElse(null));
    }

    /** The defaults, for a Redis without a password. */
    public static RedisSettings of(String url) {
        return new RedisSettings(url(url), DEFAULT_TIMEOUT, true, DEFAULT_POOL, null, null);
    }

    public RedisSettings withTimeout(Duration duration) {
        return new RedisSettings(url, duration, keepAlive, poolSize, username, passwordFile);
    }

    /** {@code host:port}, for messages. */
    String address() {
        return url.getHost() + ":" + url.getPort();
    }

    // The text is never part of a message: it may hold a password.
    private static URI url(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new ConfigurationException("REDIS_URL is not a URL: write redis://host:port/db");
        }
        if (uri.getRawUserInfo() != null || text.contains("@")) {
            throw new ConfigurationException(
                    "REDIS_URL holds user info, which shows in process lists and logs: take it out"
                            + " and set REDIS_USERNAME and REDIS_PASSWORD_FILE");
        }
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new ConfigurationException("REDIS_URL must be redis://host:port/db or rediss://host:port/db");
        }
        if (uri.getPath() != null && !uri.getPath().matches("/?|/\\d{1,4}")) {
            throw new ConfigurationException(
                    "REDIS_URL must end in the number of a database, as in redis://host:6379/0");
        }
        int port = uri.getPort() == -1 ? 6379 : uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port + uri.getPath());
    }
}

package io.shapservice.redisserver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RedisServer} runs.
 *
 * @param bind address to listen on
 * @param port 0 for a free one
 * @param dir folder for its data, configuration and log; null for a private one that is removed at the end
 * @param password of the default user; null for none
 * @param config further lines of redis.conf
 */
public record RedisServerOptions(
        String bind, int port, @Nullable Path dir, @Nullable String password, List<String> config) {
    public RedisServerOptions {
        config = List.copyOf(config);
    }

    /** In memory only, on a free port of 127.0.0.1. */
    public static RedisServerOptions inMemory() {
        return new RedisServerOptions("127.0.0.1", 0, null, null, List.of("save \"\"", "appendonly no"));
    }

    /** Every write is on disk before it is answered, so that a SIGKILL loses nothing that was acknowledged. */
    public static RedisServerOptions durable() {
        return new RedisServerOptions(
                "127.0.0.1", 0, null, null, List.of("save \"\"", "appendonly yes", "appendfsync always"));
    }

    public RedisServerOptions withBind(String address) {
        return new RedisServerOptions(address, port, dir, password, config);
    }

    public RedisServerOptions withPort(int number) {
        return new RedisServerOptions(bind, number, dir, password, config);
    }

    public RedisServerOptions withDir(Path folder) {
        return new RedisServerOptions(bind, port, folder, password, config);
    }

    public RedisServerOptions withPassword(String secret) {
        return new RedisServerOptions(bind, port, dir, secret, config);
    }

    /** Adds a line of redis.conf; the last line for a setting counts. */
    public RedisServerOptions withConfig(String line) {
        List<String> lines = new ArrayList<>(config);
        lines.add(line);
        return new RedisServerOptions(bind, port, dir, password, lines);
    }
}

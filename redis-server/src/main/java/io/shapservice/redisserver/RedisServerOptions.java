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
 * @param tls certificate to answer with; null for plain connections. With it nothing plain is answered
 * @param role whether it holds data or watches those that do
 * @param config further lines of redis.conf
 */
public record RedisServerOptions(
        String bind,
        int port,
        @Nullable Path dir,
        @Nullable String password,
        @Nullable Certificate tls,
        Role role,
        List<String> config) {
    public RedisServerOptions {
        config = List.copyOf(config);
    }

    /** What the process is for. */
    public enum Role {
        DATA,
        SENTINEL
    }

    /** In memory only, on a free port of 127.0.0.1. */
    public static RedisServerOptions inMemory() {
        return plain(Role.DATA, List.of("save \"\"", "appendonly no"));
    }

    /** Every write is on disk before it is answered, so that a SIGKILL loses nothing that was acknowledged. */
    public static RedisServerOptions durable() {
        return plain(Role.DATA, List.of("save \"\"", "appendonly yes", "appendfsync always"));
    }

    /** Watches primaries, which the further lines name. */
    static RedisServerOptions sentinel() {
        return plain(Role.SENTINEL, List.of());
    }

    public RedisServerOptions withBind(String address) {
        return new RedisServerOptions(address, port, dir, password, tls, role, config);
    }

    public RedisServerOptions withPort(int number) {
        return new RedisServerOptions(bind, number, dir, password, tls, role, config);
    }

    public RedisServerOptions withDir(Path folder) {
        return new RedisServerOptions(bind, port, folder, password, tls, role, config);
    }

    public RedisServerOptions withPassword(String secret) {
        return new RedisServerOptions(bind, port, dir, secret, tls, role, config);
    }

    public RedisServerOptions withTls(Certificate certificate) {
        return new RedisServerOptions(bind, port, dir, password, certificate, role, config);
    }

    /** A replica of a server without a password. */
    public RedisServerOptions withPrimary(RedisServer primary) {
        return withConfig("replicaof " + primary.address().replace(':', ' ')).withConfig("replica-announce-ip " + bind);
    }

    /** Adds a line of redis.conf; the last line for a setting counts. */
    public RedisServerOptions withConfig(String line) {
        List<String> lines = new ArrayList<>(config);
        lines.add(line);
        return new RedisServerOptions(bind, port, dir, password, tls, role, lines);
    }

    private static RedisServerOptions plain(Role role, List<String> config) {
        return new RedisServerOptions("127.0.0.1", 0, null, null, null, role, config);
    }
}

package io.shapservice.redisserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data, configuration and log of one server.
 *
 * @param ours made by us, so removed by us
 */
record ServerFolder(Path path, boolean ours) {
    private static final String CONFIG = "redis.conf";
    private static final String LOG = "redis.log";

    static ServerFolder of(@Nullable Path given) throws IOException {
        if (given == null) {
            return new ServerFolder(Files.createTempDirectory("shap-redis-").toRealPath(), true);
        }
        return new ServerFolder(Files.createDirectories(given).toRealPath(), false);
    }

    Path log() {
        return path.resolve(LOG);
    }

    /** A file and not arguments: whoever lists processes must not see the password. */
    Path writeConfig(RedisServerOptions options, int port) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("bind " + options.bind(), "dir \"" + path + "\"", "daemonize no", "protected-mode no"));
        lines.addAll(listening(options.tls(), port));
        lines.addAll(options.config());
        if (options.password() != null) {
            lines.add("requirepass \"" + options.password() + "\"");
        }
        Path file = path.resolve(CONFIG);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, lines);
    }

    private static List<String> listening(@Nullable Certificate tls, int port) {
        if (tls == null) {
            return List.of("port " + port);
        }
        return List.of(
                "port 0",
                "tls-port " + port,
                "tls-cert-file \"" + tls.certificate() + "\"",
                "tls-key-file \"" + tls.key() + "\"",
                "tls-ca-cert-file \"" + tls.authority() + "\"",
                "tls-auth-clients no",
                "tls-replication yes",
                "tls-cluster yes");
    }

    void eraseData() throws IOException {
        for (Path file : deepestFirst()) {
            boolean kept = file.equals(path) || file.endsWith(CONFIG) || file.endsWith(LOG);
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    void remove() {
        if (!ours) {
            return;
        }
        try {
            for (Path file : deepestFirst()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Removed already.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}

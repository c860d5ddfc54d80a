package io.shapservice.redisserver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A redis-server that can be run on this machine.
 *
 * @param path of the executable
 * @param version that it prints
 */
public record RedisBinary(Path path, RedisVersion version) {
    private static final long VERSION_SECONDS = 60;

    /**
     * The newest-first choice is the user's: a redis-server on the PATH of version 6.2 or later, else the one that comes with
     * this module, unpacked into the user's cache folder.
     *
     * @throws IllegalStateException when neither runs here
     */
    public static RedisBinary find() {
        return find(BundledRedis.cacheFolder());
    }

    /**
     * The one that comes with this module whatever is on the PATH: the oldest version that is supported.
     *
     * @throws IllegalStateException when it does not run here
     */
    public static RedisBinary bundled() {
        return find("", BundledRedis.cacheFolder());
    }

    /**
     * Every version that can be had here, oldest first: the bundled one, the one on the PATH, and the one that
     * {@code redis-server/fetch-redis-8} has put into the cache.
     */
    public static List<RedisBinary> available() {
        Path cache = BundledRedis.cacheFolder();
        Stream<RedisBinary> others = Stream.concat(
                onPath(System.getenv().getOrDefault("PATH", "")).stream(),
                onPath(cache.resolve("redis-8").toString()).stream());
        Map<RedisVersion, RedisBinary> byVersion = new TreeMap<>();
        Stream.concat(bundled(cache).stream(), others).forEach(binary -> byVersion.put(binary.version, binary));
        return List.copyOf(byVersion.values());
    }

    /** As {@link #find()}, but a bundled binary is unpacked into the given folder, which only this user may write to. */
    public static RedisBinary find(Path folder) {
        return find(System.getenv().getOrDefault("PATH", ""), folder);
    }

    static RedisBinary find(String searchPath, Path folder) {
        return onPath(searchPath).or(() -> bundled(folder)).orElseThrow(RedisBinary::noneFound);
    }

    private static Optional<RedisBinary> onPath(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .flatMap(path -> read(path).stream())
                .filter(binary -> binary.version.compareTo(RedisVersion.OLDEST) >= 0)
                .findFirst();
    }

    private static Optional<RedisBinary> bundled(Path folder) {
        try {
            return BundledRedis.unpack(folder).flatMap(RedisBinary::read);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled redis-server cannot be unpacked into " + folder, e);
        }
    }

    /** Empty when the file does not run here: another architecture, a missing library. */
    private static Optional<RedisBinary> read(Path path) {
        try {
            Process process = new ProcessBuilder(List.of(path.toString(), "--version"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return RedisVersion.parse(printed).map(version -> new RedisBinary(path, version));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static IllegalStateException noneFound() {
        return new IllegalStateException(
                "no redis-server " + RedisVersion.OLDEST + " or later on the PATH, and none bundled for "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + ": install one (apt-get install redis-server, brew install redis)");
    }
}

package io.shapservice.local;

import io.shapservice.local.image.Image;
import io.shapservice.local.image.ImageTable;
import io.shapservice.operator.manifest.Images;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that pods run.
 *
 * @param java executable of a JDK 25
 * @param workerJar the worker, started with {@code java -jar}
 * @param apiServerJar the API server, started with {@code java -jar}
 * @param redisServer a redis-server of 6.2 or later
 */
public record Distribution(Path java, Path workerJar, Path apiServerJar, Path redisServer) {

    /** The given jars, run by this JVM's own java, and the redis-server that {@code redis-server} finds. */
    public static Distribution of(Path workerJar, Path apiServerJar, Path redisServer) {
        return new Distribution(
                Path.of(System.getProperty("java.home"), "bin", "java"), workerJar, apiServerJar, redisServer);
    }

    private static final String API_IMAGE = "shap-api-server:local";
    private static final String WORKER_IMAGE = "shap-worker:local";
    private static final String REDIS_IMAGE = "shap-redis:local";

    /** What local mode tells the operator to run. */
    static Images imageNames() {
        return new Images(API_IMAGE, WORKER_IMAGE, REDIS_IMAGE);
    }

    /**
     * The programs as images.
     *
     * @param archives folder where the JVMs keep their shared class archives, made at a first run, so that the next start
     *     takes half the time
     */
    ImageTable images(Path archives) {
        return new ImageTable(Map.of(
                API_IMAGE, jar(apiServerJar, archives),
                WORKER_IMAGE, jar(workerJar, archives),
                REDIS_IMAGE,
                        new Image(
                                List.of(redisServer.toString()),
                                Map.of("redis-server", List.of(redisServer.toString())),
                                Map.of())));
    }

    private Image jar(Path jar, Path archives) {
        Path archive = archives.resolve(jar.getFileName() + ".jsa");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                jar.toAbsolutePath().toString()));
        return new Image(command, Map.of(), Map.of("MALLOC_ARENA_MAX", "2"));
    }
}

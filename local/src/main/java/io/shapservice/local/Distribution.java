package io.shapservice.local;

import java.nio.file.Path;

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
}

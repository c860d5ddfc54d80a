package io.shapservice.faults.service;

import io.shapservice.faults.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things are.
 *
 * @param home top of the repository, built
 * @param folder for logs, class archives and Redis' data
 */
public record Layout(Path home, Path folder) {
    private static final String HEAP = "240m";

    public Path samples() {
        return home.resolve("samples");
    }

    public Path log(String process) {
        return folder.resolve(process + ".log");
    }

    JavaProgram apiServer() {
        return JavaProgram.ofJar(built("api-server/target/api-server.jar"), HEAP, folder);
    }

    JavaProgram worker() {
        return JavaProgram.ofJar(built("worker/target/worker.jar"), HEAP, folder);
    }

    /** The worker with a fault at a step that its environment names. */
    JavaProgram failingWorker() {
        Path jar = built("worker/target/worker.jar");
        String classPath = jar + ":" + built("worker/target/worker-tests.jar") + ":"
                + jar.resolveSibling("lib").resolve("*");
        return new JavaProgram(
                HEAP,
                folder.resolve("failing-worker.jsa"),
                List.of("-cp", classPath, "io.shapservice.worker.FaultyWorkerMain"));
    }

    /** Writes what the API serves and answers with the file. */
    Path serviceConfig(int batchSize) {
        Path file = folder.resolve("service.json");
        String json = """
                {"schemaVersion": 1, "batchSize": %d, "models": [{"name": "%s", "path": "%s"}]}
                """.formatted(batchSize, ServiceUnderTest.MODEL, samples().resolve("housing-large.ubj"));
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return file;
    }

    private Path built(String path) {
        Path file = home.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is missing: build it with ./mvnw -Dquick -DskipTests package");
        }
        return file;
    }
}

package io.shapservice.cli.cluster;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.local.Distribution;
import io.shapservice.redisserver.RedisBinary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The folder that the {@code shap} script lies in, with what the build has made.
 *
 * @param home absolute
 */
public record Checkout(Path home) {
    /** The one that the script names in {@code shap.home}, else the current folder. */
    public static Checkout ofProcess() {
        var home = Objects.requireNonNullElse(System.getProperty("shap.home"), "");
        return new Checkout(Path.of(home).toAbsolutePath());
    }

    public Path samples() {
        return home.resolve("samples");
    }

    /** @throws UserError when something has not been built, or no Redis runs on this machine */
    public Distribution distribution() throws UserError {
        try {
            return Distribution.of(
                    jar("worker/target/worker.jar"),
                    jar("api-server/target/api-server.jar"),
                    RedisBinary.find().path());
        } catch (IllegalStateException e) {
            throw new UserError(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Path jar(String path) throws UserError {
        var jar = home.resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new UserError(ExitCode.FAILED, jar + " is missing: run the shap script, which builds it");
        }
        return jar;
    }
}

package io.shapservice.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process that outlives this one for a moment: when its standard input ends (on close, or because this process
 * was killed) it kills every process whose working directory lies in the state directory, and removes that directory. The
 * working directory tells the truth where a list of pids may not: pids are reused, and a child may have children.
 */
public final class Guardian implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final long PATIENCE_SECONDS = 30;

    /** Two sweeps in a row must find nothing: a child that was just forked is not yet in its own directory. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat > /dev/null
            clean=0
            while [ $clean -lt 2 ]; do
              clean=$((clean + 1))
              for process in /proc/[0-9]*; do
                case "$(readlink "$process/cwd" 2> /dev/null)" in
                  "$1" | "$1"/*) kill -KILL "${process#/proc/}" 2> /dev/null; clean=0 ;;
                esac
              done
              sleep 0.05
            done
            rm -rf "$1"
            """;

    private final Process process;

    private Guardian(Process process) {
        this.process = process;
    }

    /**
     * Starts to guard.
     *
     * @param stateDirectory a real path, without symbolic links
     */
    public static Guardian start(Path stateDirectory) throws IOException {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "shap-guardian", stateDirectory.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new Guardian(builder.start());
    }

    /** Ends what is left and removes the state directory; returns when that is done. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("processes of the pods were still there after {} s", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.shapservice.faults.process;

import io.shapservice.redisserver.Signal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A child process with nothing inherited; it dies with this JVM at the latest. */
public final class RunningProcess implements AutoCloseable {
    private final Process process;
    private final Thread atExit;

    private RunningProcess(Process process) {
        this.process = process;
        atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
    }

    /** @param log takes standard output and error, appended */
    public static RunningProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            RunningProcess running = new RunningProcess(builder.start());
            running.endWithThisJvm();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    private void endWithThisJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // Too late for a hook: the one that came before it has ended another process, whose place this one takes.
            kill();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Its exit code once it has ended; 128 + n after signal n. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGKILL; returns once it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: it holds what it holds and does nothing. */
    public void freeze() {
        Signal.STOP.send(process);
    }

    /** SIGCONT. */
    public void thaw() {
        Signal.CONT.send(process);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending, and the hook does what was done here.
            return;
        }
    }
}

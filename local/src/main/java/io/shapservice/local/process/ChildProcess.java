package io.shapservice.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** A running program of a pod. */
public final class ChildProcess {
    private static final long PAGE = 4096;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    public static ChildProcess start(ProcessSpec spec) throws IOException {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(process);
    }

    public long pid() {
        return process.pid();
    }

    /** Tells the exit code once there is one; 128 + n after signal n. */
    public void whenExited(IntConsumer listener) {
        Thread.ofVirtual()
                .name("wait-" + process.pid())
                .start(() -> listener.accept(process.onExit().join().exitValue()));
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL, to its children too; a stopped process ends as well. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Resident memory in bytes, without its children's; 0 once it has ended. */
    public long residentBytes() {
        try {
            String statm = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"));
            return Long.parseLong(statm.split(" ", 3)[1]) * PAGE;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}

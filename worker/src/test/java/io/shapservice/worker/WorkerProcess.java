package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.protocol.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker as its own process, on its own loopback address; its output goes to a file under target. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(60);

    private final Process process;
    private final ManagementClient management;

    private WorkerProcess(Process process, String address) {
        this.process = process;
        this.management = new ManagementClient(new InetSocketAddress(address, Ports.MANAGEMENT));
    }

    static WorkerProcess start(Rig rig, String name) throws IOException {
        return start(rig, name, WorkerMain.class, Map.of());
    }

    /** @param fault as {@link io.shapservice.worker.fault.Fault} reads it */
    static WorkerProcess startFaulty(Rig rig, String name, Map<String, String> fault) throws IOException {
        return start(rig, name, FaultyWorkerMain.class, fault);
    }

    private static WorkerProcess start(Rig rig, String name, Class<?> main, Map<String, String> more)
            throws IOException {
        String address = address(name);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("REDIS_URL", rig.server().url());
        environment.put("REDIS_TIMEOUT", "1");
        environment.put("STUCK_AFTER", String.valueOf(rig.stuckAfter().toMillis() / 1e3));
        environment.put("POD_NAME", name);
        environment.put("POD_UID", "uid-" + name);
        environment.put("POD_IP", address);
        return new WorkerProcess(launch(name, main, environment), address);
    }

    /** With the flags that the operator sets, and a quick compiler, because these processes live for seconds. */
    static Process launch(String name, Class<?> main, Map<String, String> environment) throws IOException {
        Path output = Files.createDirectories(Path.of("target", "worker-processes"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx240m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectOutput(output.resolve(name + ".log").toFile())
                .redirectError(output.resolve(name + ".err").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    static List<String> errors(String name) throws IOException {
        return Files.readAllLines(Path.of("target", "worker-processes", name + ".err"));
    }

    static List<String> output(String name) throws IOException {
        return Files.readAllLines(Path.of("target", "worker-processes", name + ".log"));
    }

    /** One loopback address for each worker, of a range that depends on this process. */
    private static String address(String name) {
        long pid = ProcessHandle.current().pid();
        return "127." + (100 + pid % 100) + "." + (pid / 100 % 250) + "." + (1 + Math.floorMod(name.hashCode(), 250));
    }

    void signal(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).as("kill -%s", signal).isZero();
    }

    boolean alive() {
        return process.isAlive();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS))
                .as("the worker has ended")
                .isTrue();
        return process.exitValue();
    }

    ManagementClient management() {
        return management;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

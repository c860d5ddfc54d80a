package io.shapservice.operator.apiserver;

import io.shapservice.operator.OperatorMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The operator as a process of its own, with the environment of its pod. */
final class OperatorProcess implements AutoCloseable {
    /** What the chart gives it. */
    private static final String HEAP = "300m";

    private final Process process;
    private final String address;

    private OperatorProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param address where it serves its health, on a loopback address of its own */
    static OperatorProcess start(String name, String address, String namespace, Path kubeconfig, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OperatorMain.class.getName());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("POD_NAME", name);
        builder.environment().put("POD_IP", address);
        builder.environment().put("LEASE_NAMESPACE", namespace);
        builder.environment().put("WATCH_NAMESPACES", namespace);
        builder.environment().put("API_IMAGE", "api:1");
        builder.environment().put("WORKER_IMAGE", "worker:1");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        return new OperatorProcess(builder.start(), address);
    }

    boolean ready() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As Prometheus reads it. */
    String metrics() throws IOException {
        return get("/metrics").body();
    }

    /** MiB of memory that are its own. */
    long residentMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1024;
    }

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + ":9090" + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** @return the exit code */
    int ended() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the operator still runs after 60 s");
        }
        return process.exitValue();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

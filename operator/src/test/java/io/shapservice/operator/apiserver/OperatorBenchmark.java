package io.shapservice.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The figures of the operator in docs/benchmarks.md: run by {@code benchmarks/operator}. The control plane is real, nodes and
 * samples are {@link SimulatedPods}.
 */
class OperatorBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int IDLE_SECONDS = Integer.getInteger("shap.benchmark.idle", 120);
    private static final int WAKES = Integer.getInteger("shap.benchmark.wakes", 15);

    @TempDir
    private Path folder;

    private RealApiServer server;
    private SimulatedPods pods;
    private OperatorProcess operator;
    private Path kubeconfig;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        kubeconfig = server.operatorUser().kubeconfig(folder);
        pods = new SimulatedPods(server.client, server.namespace);
    }

    @AfterEach
    void stop() {
        operator.close();
        pods.close();
        server.close();
    }

    @Test
    void measure() throws IOException {
        apply("s0");
        long began = System.nanoTime();
        operator = OperatorProcess.start("only", "127.0.0.41", server.namespace, kubeconfig, folder.resolve("log"));
        await(() -> exists("s0"));
        row("start to first reconcile", "%.1f s", seconds(began));
        await(() -> pods.count() >= 2);
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        row("memory with one resource", "%d MiB", operator.residentMiB());
        wake();

        int known = 1;
        for (String count : System.getProperty("shap.benchmark.services", "100").split(",", -1)) {
            known = grow(known, Integer.parseInt(count));
        }
    }

    private int grow(int known, int count) throws IOException {
        Passes before = Passes.of(operator.metrics());
        long began = System.nanoTime();
        List<Integer> numbers = new ArrayList<>();
        for (int i = known; i < count; i++) {
            numbers.add(i);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            numbers.forEach(i -> threads.execute(() -> apply("s" + i)));
        }
        double created = seconds(began);
        await(() -> deployments() >= count && pods.count() >= 2 * count);
        String label = " (" + count + " resources)";
        row("created at once, all reconciled and their pods running" + label, "%.0f s", seconds(began));
        row("… of it, creating the resources" + label, "%.0f s", created);
        row(
                "pass, p99, while they are created" + label,
                "%s",
                Passes.of(operator.metrics()).p99(before));
        // What the last pods bring about is no rest yet.
        LockSupport.parkNanos(Duration.ofSeconds(40).toNanos());

        Passes rested = Passes.of(operator.metrics());
        double requests = requests();
        LockSupport.parkNanos(Duration.ofSeconds(IDLE_SECONDS).toNanos());
        double perMinute = (requests() - requests) * 60 / IDLE_SECONDS / count;
        row("API requests per resource and minute at rest" + label, "%.2f", perMinute);
        row("pass, p99, at rest" + label, "%s", Passes.of(operator.metrics()).p99(rested));
        row("memory" + label, "%d MiB", operator.residentMiB());
        return count;
    }

    /** From a sample with more work to the watch that shows the next pod. */
    private void wake() {
        double[] took = new double[WAKES];
        for (int i = 0; i < WAKES; i++) {
            // At most four in 15 s are allowed to come.
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
            String pod = "s0-worker-" + (i + 1) + "-1";
            long began = System.nanoTime();
            pods.waiting(60 * (i + 2));
            await(() -> pods.appeared(pod) != null);
            took[i] = seconds(began);
        }
        Arrays.sort(took);
        row("backlog to pod, median of " + WAKES, "%.2f s", took[WAKES / 2]);
        row("backlog to pod, longest of " + WAKES, "%.2f s", took[WAKES - 1]);
        pods.waiting(0);
        assertThat(took[WAKES / 2]).isPositive();
    }

    private void apply(String name) {
        new Services(server, name)
                .apply("{redis: {external: {url: 'redis://elsewhere'}}, workers: {scaleDownAfter: 60s}}");
    }

    private boolean exists(String name) {
        return server.client
                        .apps()
                        .deployments()
                        .inNamespace(server.namespace)
                        .withName(name + "-api")
                        .get()
                != null;
    }

    private int deployments() {
        return server.client
                .apps()
                .deployments()
                .inNamespace(server.namespace)
                .list()
                .getItems()
                .size();
    }

    private double requests() throws IOException {
        return Pattern.compile("(?m)^shap_operator_api_requests_total\\{.*} (\\S+)$")
                .matcher(operator.metrics())
                .results()
                .map((MatchResult match) -> match.group(1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void row(String what, String format, Object value) {
        System.out.println("| " + what + " | " + String.format(Locale.ROOT, format, value) + " |");
    }
}

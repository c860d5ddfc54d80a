package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas as processes, with the operator's own rights: one leads, and the other takes over when it is gone. */
class TwoOperatorsIT {
    /** 20 s is the promise on a machine that has time for it; what was measured is printed. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private RealApiServer server;
    private Services services;
    private OperatorProcess first;
    private OperatorProcess second;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        services = new Services(server);
        Path kubeconfig = server.operatorUser().kubeconfig(folder);
        first = OperatorProcess.start("first", "127.0.0.41", server.namespace, kubeconfig, folder.resolve("first"));
        assertEventually(() -> assertThat(holder()).isEqualTo("first"));
        second = OperatorProcess.start("second", "127.0.0.42", server.namespace, kubeconfig, folder.resolve("second"));
        assertEventually(
                () -> assertThat(second.ready()).as("a standby is ready").isTrue());
        services.apply("{workers: {mode: Manual, replicas: 1}}");
        assertEventually(() -> assertThat(services.workers()).hasSize(1));
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        server.close();
    }

    @Test
    void aStandbyTakesOverAfterAKillAndDoublesNothing() {
        long killed = System.nanoTime();
        first.kill();
        services.apply("{workers: {mode: Manual, replicas: 3}}");

        assertEventually(() -> assertThat(holder()).isEqualTo("second"));
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        assertEventually(() -> assertThat(services.workers())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactlyInAnyOrder("housing-worker-0-1", "housing-worker-1-1", "housing-worker-2-1"));

        System.out.printf("take-over after %.1f s%n", took.toMillis() / 1000.0);
        assertThat(took).isLessThan(TAKE_OVER);
    }

    @Test
    void aFrozenLeaderThatWakesAfterItsLeaseWasTakenLeavesAndChangesNothing() throws Exception {
        first.stop();
        assertEventually(() -> assertThat(holder()).isEqualTo("second"));
        services.apply("{workers: {mode: Manual, replicas: 2}}");
        assertEventually(() -> assertThat(services.workers()).hasSize(2));
        first.resume();

        assertThat(first.ended()).isEqualTo(1);
        assertThat(holder()).isEqualTo("second");
        assertThat(services.workers())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactlyInAnyOrder("housing-worker-0-1", "housing-worker-1-1");
    }

    private String holder() {
        return server.client
                .leases()
                .inNamespace(server.namespace)
                .withName("shap-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
    }
}

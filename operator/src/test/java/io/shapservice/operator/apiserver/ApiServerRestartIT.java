package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Needs a control plane that may be stopped: {@code -Dapiserver.state} is the folder that e2e/cluster/up was given. */
@EnabledIfSystemProperty(named = "apiserver.state", matches = "/.+")
class ApiServerRestartIT {
    private final AtomicInteger lost = new AtomicInteger();
    private RealApiServer server;
    private Services services;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        services = new Services(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What the caches knew is older than anything that the new server remembers, so their watches are answered 410 Gone. */
    @Test
    void anOperatorOutlivesItsApiServerAndGoesOnWhenItIsBack() throws Exception {
        OperatorSettings settings =
                OperatorSettings.of(new Images("api:1", "worker:1", "redis:1")).inNamespaces(Set.of(server.namespace));
        try (ShapOperator operator = ShapOperator.start(server.client, settings)) {
            services.apply("{workers: {mode: Manual, replicas: 2}}");
            assertEventually(() -> assertThat(services.workers()).hasSize(2));

            cluster("down");
            cluster("up", "--control-plane-only");
            long back = System.nanoTime();
            services.apply("{workers: {mode: Manual, replicas: 3}}");

            assertEventually(() -> assertThat(services.workers()).hasSize(3));
            Duration took = Duration.ofNanos(System.nanoTime() - back);
            System.out.printf("reconciled %.1f s after the API server was back%n", took.toMillis() / 1000.0);
            assertThat(took).isLessThan(Duration.ofSeconds(40));
            assertEventually(() -> assertThat(operator.healthy()).isTrue());
        }
    }

    @Test
    void aLeaderWhoseApiServerIsGoneForLongLeavesOnce() throws Exception {
        OperatorSettings settings = OperatorSettings.of(new Images("api:1", "worker:1", "redis:1"))
                .inNamespaces(Set.of(server.namespace))
                .electing(new LeaderElection(server.namespace, "lease", "me", lost::incrementAndGet));
        try (ShapOperator operator = ShapOperator.start(server.client, settings)) {
            services.apply("{workers: {mode: Manual, replicas: 2}}");
            assertEventually(() -> assertThat(services.workers()).hasSize(2));

            cluster("down");
            try {
                assertEventually(() -> assertThat(lost).hasValue(1));
            } finally {
                cluster("up", "--control-plane-only");
            }
            assertThat(operator).isNotNull();
        }
        assertThat(lost).hasValue(1);
    }

    private static void cluster(String command, String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("../e2e/cluster/" + command);
        builder.command().addAll(List.of(options));
        builder.command().add(Objects.requireNonNull(System.getProperty("apiserver.state")));
        builder.redirectErrorStream(true).redirectOutput(new File("target/cluster.log"));
        assertThat(builder.start().waitFor()).isZero();
    }
}

package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between an operator and its API server, and an operator that dies in the middle of its work. */
class SurvivalIT {
    private static final int WRITES_OF_A_FIRST_PASS = 16;

    private RealApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whateverWriteAnOperatorDiesAfterTheNextOneFinishesAndDoublesNothing() {
        for (int writes = 1; writes <= WRITES_OF_A_FIRST_PASS; writes += 3) {
            Mortal mortal = new Mortal(writes);
            try (KubernetesClient client = server.newClient(mortal);
                    ShapOperator first = ShapOperator.start(client, settings())) {
                new Services(server, "s" + writes).apply("{workers: {mode: Manual, replicas: 2}}");
                assertEventually(() -> assertThat(mortal.dead()).isTrue());
                assertThat(first).isNotNull();
            }
        }
        try (ShapOperator next = ShapOperator.start(server.client, settings())) {
            assertEventually(() -> {
                for (int writes = 1; writes <= WRITES_OF_A_FIRST_PASS; writes += 3) {
                    String name = "s" + writes;
                    assertThat(new Services(server, name).workers())
                            .extracting(pod -> pod.getMetadata().getName())
                            .containsExactlyInAnyOrder(name + "-worker-0-1", name + "-worker-1-1");
                    assertThat(server.client
                                    .apps()
                                    .deployments()
                                    .inNamespace(server.namespace)
                                    .withName(name + "-api")
                                    .get())
                            .isNotNull();
                    assertThat(new Services(server, name).condition("Degraded").getReason())
                            .isEqualTo("AsExpected");
                }
            });
            assertThat(next.healthy()).isTrue();
        }
    }

    @Test
    void anOperatorWhoseConnectionsAreCutOrSlowGoesOn() throws IOException {
        try (TcpRelay relay = relay();
                KubernetesClient client = through(relay);
                ShapOperator operator = ShapOperator.start(client, settings())) {
            Services services = new Services(server);
            services.apply("{workers: {mode: Manual, replicas: 1}}");
            assertEventually(() -> assertThat(services.workers()).hasSize(1));

            relay.reset();
            services.apply("{workers: {mode: Manual, replicas: 2}}");
            assertEventually(() -> assertThat(services.workers()).hasSize(2));

            relay.slow(Duration.ofMillis(300));
            services.apply("{workers: {mode: Manual, replicas: 3}}");
            assertEventually(() -> assertThat(services.workers()).hasSize(3));

            relay.partition();
            services.apply("{workers: {mode: Manual, replicas: 4}}");
            relay.heal();
            assertEventually(() -> assertThat(services.workers()).hasSize(4));
            assertThat(operator.healthy()).isTrue();
        }
    }

    @Test
    void aLeaderThatCannotRenewIsToldToLeaveBeforeItsLeaseCanBeTaken() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        OperatorSettings leading =
                settings().electing(new LeaderElection(server.namespace, "lease", "me", lost::countDown));
        try (TcpRelay relay = relay();
                KubernetesClient client = through(relay);
                ShapOperator operator = ShapOperator.start(client, leading)) {
            assertEventually(() -> assertThat(server.client
                            .leases()
                            .inNamespace(server.namespace)
                            .withName("lease")
                            .get())
                    .isNotNull());
            relay.partition();

            assertThat(lost.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(operator).isNotNull();
            relay.heal();
        }
    }

    /** The priority level has no seats, so that each request of the operator is answered 429. */
    private OperatorSettings settings() {
        return OperatorSettings.of(new Images("api:1", "worker:1", "redis:1")).inNamespaces(Set.of(server.namespace));
    }

    private TcpRelay relay() throws IOException {
        URI master = URI.create(server.client.getMasterUrl().toString());
        return new TcpRelay(new InetSocketAddress(master.getHost(), master.getPort()));
    }

    private static KubernetesClient through(TcpRelay relay) {
        Config config = new ConfigBuilder(Kubeconfig.load())
                .withMasterUrl("https://127.0.0.1:" + relay.port())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}

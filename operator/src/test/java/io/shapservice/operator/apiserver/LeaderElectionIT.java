package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderElectionIT {
    private final AtomicInteger lost = new AtomicInteger();
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
    void anOrderlyEndIsNoLossOfTheLease() {
        try (ShapOperator operator = operator()) {
            assertEventually(() -> assertThat(holder()).isEqualTo("me"));
            assertThat(operator.healthy()).isTrue();
        }
        assertThat(lost).hasValue(0);
    }

    @Test
    void aLeaderWhoseLeaseIsTakenIsToldToLeave() {
        try (ShapOperator operator = operator()) {
            assertEventually(() -> assertThat(holder()).isEqualTo("me"));
            assertThat(operator.healthy()).isTrue();

            RealApiServer.merge(
                    server.client.leases().inNamespace(server.namespace).withName("lease"),
                    """
                    {"spec": {"holderIdentity": "somebody-else", "renewTime": "%s"}}""".formatted(inFiveMinutes()));

            assertEventually(() -> assertThat(lost).hasPositiveValue());
        }
    }

    private ShapOperator operator() {
        OperatorSettings settings = OperatorSettings.of(new Images("api", "worker", "redis"))
                .inNamespaces(Set.of(server.namespace))
                .electing(new LeaderElection(server.namespace, "lease", "me", lost::incrementAndGet));
        return ShapOperator.start(server.client, settings);
    }

    private static String inFiveMinutes() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                .format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
    }

    private String holder() {
        return server.client
                .leases()
                .inNamespace(server.namespace)
                .withName("lease")
                .get()
                .getSpec()
                .getHolderIdentity();
    }
}

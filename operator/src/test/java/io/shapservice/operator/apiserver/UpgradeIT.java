package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator of another version; no pod ever becomes Ready here, as if that version were broken. */
class UpgradeIT {
    private static final List<String> NAMES = List.of("one", "two", "three");

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
    void aBrokenUpgradeReachesOneServiceAndWhatAPersonChangesDoesNotWait() {
        try (ShapOperator before = operator("1", 5)) {
            NAMES.forEach(name -> new Services(server, name).apply("{}"));
            assertEventually(() -> NAMES.forEach(name -> {
                assertThat(new Services(server, name).workers()).hasSize(1);
                assertThat(degraded(name)).isEqualTo("AsExpected");
            }));
            assertThat(before).isNotNull();
        }

        try (ShapOperator after = operator("2", 1)) {
            assertEventually(() -> {
                assertThat(upgraded()).hasSize(1);
                assertThat(NAMES.stream().map(this::degraded).filter("UpgradeWaits"::equals))
                        .hasSize(2);
            });
            List<String> first = upgraded();
            String waits = NAMES.stream()
                    .filter(name -> !first.contains(name))
                    .findFirst()
                    .orElseThrow();
            new Services(server, waits).apply("{version: '7'}");

            assertEventually(() -> assertThat(image(waits)).isEqualTo("api:7"));
            assertThat(upgraded()).isEqualTo(first);
            assertThat(after).isNotNull();
        }
    }

    private List<String> upgraded() {
        return NAMES.stream().filter(name -> image(name).equals("api:2")).toList();
    }

    private String image(String name) {
        return server.client
                .apps()
                .deployments()
                .inNamespace(server.namespace)
                .withName(name + "-api")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private String degraded(String name) {
        return new Services(server, name).condition("Degraded").getReason();
    }

    private ShapOperator operator(String version, int upgradesAtOnce) {
        return ShapOperator.start(
                server.client,
                OperatorSettings.of(new Images("api:" + version, "worker:" + version, "redis:1"))
                        .inNamespaces(Set.of(server.namespace))
                        .upgrading(upgradesAtOnce));
    }
}

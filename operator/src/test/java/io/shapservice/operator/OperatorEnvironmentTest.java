package io.shapservice.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorEnvironmentTest {
    private static final Map<String, String> IMAGES = Map.of("API_IMAGE", "api:1", "WORKER_IMAGE", "worker:1");

    @Test
    void aMissingImageIsNamed() {
        assertThatThrownBy(() ->
                        OperatorEnvironment.settings(Map.of("API_IMAGE", "api:1"), OperatorEnvironmentTest::nothing))
                .hasMessage("WORKER_IMAGE is not set: set it in the operator's Deployment");
    }

    @Test
    void withoutNamespacesItWatchesAllAndWithoutALeaseItElectsNobody() {
        OperatorSettings settings = OperatorEnvironment.settings(IMAGES, OperatorEnvironmentTest::nothing);

        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.leaderElection()).isEmpty();
        assertThat(settings.images().redis()).isNotBlank();
    }

    @Test
    void namespacesAndLeaseComeFromTheEnvironment() {
        OperatorSettings settings = OperatorEnvironment.settings(
                Map.of(
                        "API_IMAGE",
                        "a",
                        "WORKER_IMAGE",
                        "w",
                        "WATCH_NAMESPACES",
                        "one, two,",
                        "LEASE_NAMESPACE",
                        "ops",
                        "POD_NAME",
                        "p-0"),
                OperatorEnvironmentTest::nothing);

        assertThat(settings.namespaces()).containsExactlyInAnyOrder("one", "two");
        assertThat(settings.leaderElection()).hasValueSatisfying(election -> {
            assertThat(election.namespace()).isEqualTo("ops");
            assertThat(election.lease()).isEqualTo("shap-operator");
            assertThat(election.identity()).isEqualTo("p-0");
        });
    }

    private static void nothing() {}
}

package io.shapservice.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerSideApplyTest {
    private final ControlPlane controlPlane = ControlPlane.start();

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void anAppliedFieldThatIsAppliedNoMoreDisappears() {
        apply("operator", configMap("dropped", Map.of("a", "1", "b", "2")));

        ConfigMap now = apply("operator", configMap("dropped", Map.of("a", "1")));

        assertThat(now.getData()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void aFieldOfAnotherManagerStays() {
        apply("operator", configMap("shared", Map.of("a", "1", "both", "x")));
        apply("person", configMap("shared", Map.of("b", "2", "both", "x")));

        ConfigMap now = apply("operator", configMap("shared", Map.of("a", "1")));

        assertThat(now.getData()).isEqualTo(Map.of("a", "1", "b", "2", "both", "x"));
    }

    @Test
    void aFieldThatWasPatchedInStays() {
        apply("operator", configMap("patched", Map.of("a", "1")));
        controlPlane
                .client()
                .configMaps()
                .inNamespace("test")
                .withName("patched")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"b\":\"2\"}}");

        ConfigMap now = apply("operator", configMap("patched", Map.of("a", "3")));

        assertThat(now.getData()).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void applyingTheSameTwiceChangesNothing() {
        HasMetadata first = apply("operator", deployment("same", "image:1", env("A", "1")));

        HasMetadata second = apply("operator", deployment("same", "image:1", env("A", "1")));

        assertThat(second).isEqualTo(first);
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void listItemsMergeByTheirKeyAndDroppedOnesGo() {
        apply("operator", deployment("list", "image:1", env("A", "1"), env("B", "2")));

        Deployment now = apply("operator", deployment("list", "image:2", env("B", "3"), env("C", "4")));

        var containers = now.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).hasSize(1);
        assertThat(containers.getFirst().getImage()).isEqualTo("image:2");
        assertThat(containers.getFirst().getEnv()).containsExactly(env("B", "3"), env("C", "4"));
    }

    @Test
    void anotherAppliersValueIsAConflictUnlessForced() {
        apply("operator", deployment("conflict", "image:1"));
        Deployment theirs = deployment("conflict", "image:2");

        assertThatThrownBy(() -> controlPlane
                        .client()
                        .resource(theirs)
                        .patch(new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("person")
                                .withForce(false)
                                .build()))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409))
                .hasMessageContaining("conflict with \"operator\"")
                .hasMessageContaining(".spec.template.spec.containers[name=\"api\"].image");
        assertThat(apply("person", theirs).getSpec().getTemplate().getSpec().getContainers())
                .hasSize(1)
                .allSatisfy(container -> assertThat(container.getImage()).isEqualTo("image:2"));
    }

    @Test
    void managedFieldsTellWhoAppliedWhat() {
        HasMetadata applied = apply("operator", deployment("managed", "image:1", env("A", "1")));

        assertThat(applied.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getManager()).isEqualTo("operator");
            assertThat(entry.getOperation()).isEqualTo("Apply");
            assertThat(entry.getFieldsV1().getAdditionalProperties().toString())
                    .contains("k:{\"name\":\"api\"}", "k:{\"name\":\"A\"}", "f:image");
        });
    }

    private <T extends HasMetadata> T apply(String manager, T resource) {
        return controlPlane
                .client()
                .resource(resource)
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    private static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .endMetadata()
                .withData(data)
                .build();
    }

    private static EnvVar env(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static Deployment deployment(String name, String image, EnvVar... env) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("api")
                .withImage(image)
                .withEnv(List.of(env))
                .addNewPort()
                .withName("http")
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}

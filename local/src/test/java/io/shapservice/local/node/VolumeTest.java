package io.shapservice.local.node;

import static io.shapservice.local.Eventually.eventually;
import static io.shapservice.local.node.TestNode.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VolumeTest {
    private final TestNode test = new TestNode();

    @AfterAll
    void stop() {
        test.close();
    }

    @Test
    void aRunningPodReadsTheNewContentOfAConfigMap() {
        test.client
                .resource(configMap("settings", Map.of("service.json", "old")))
                .create();
        test.client
                .resource(configMap("model", Map.of("house.json", "trees", "other", "x")))
                .create();
        test.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("password")
                        .withNamespace("volumes")
                        .endMetadata()
                        .addToStringData("password", "s3cret")
                        .build())
                .create();
        Pod pod = test.startReady(pod("reader"));
        String file = variable(pod, "CONFIG_FILE");
        assertThat(file).startsWith(test.state.toString()).endsWith("/etc/shap/service.json");
        assertThat(test.ask(pod, "/read", file)).isEqualTo("old");
        assertThat(test.ask(pod, "/read", file.replace("service.json", "models/house/m.json")))
                .isEqualTo("trees");
        assertThat(test.ask(pod, "/read", file.replace("service.json", "models/house/other")))
                .as("only the items that are named")
                .isEmpty();
        assertThat(test.ask(pod, "/read", variable(pod, "PASSWORD_FILE"))).isEqualTo("s3cret");

        test.client
                .resource(configMap("settings", Map.of("service.json", "new")))
                .update();

        eventually(
                () -> test.ask(pod, "/read", file),
                content -> assertThat(content).isEqualTo("new"));
        assertThat(test.ask(pod, "/read", file.replace("service.json", "models/house/m.json")))
                .as("a mount inside the volume stays")
                .isEqualTo("trees");
        assertThat(TestNode.statusOf(test.client.resource(pod).get()).getRestartCount())
                .isZero();
    }

    @Test
    void aPodWaitsForAConfigMapThatIsNotThereYet() {
        Pod pod = pod("waiting");
        pod.getMetadata().setNamespace("late");
        test.client.resource(pod).create();
        eventually(
                () -> test.client.resource(pod).get(),
                now -> assertThat(TestNode.statusOf(now).getState().getWaiting().getMessage())
                        .contains("configmap \"settings\" not found"));
    }

    private String variable(Pod pod, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + "=(.*)$").matcher(test.ask(pod, "/env", ""));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("volumes")
                .endMetadata()
                .withData(data)
                .build();
    }

    private static Pod pod(String name) {
        return new PodBuilder(TestNode.pod(
                        "volumes",
                        name,
                        container()
                                .addNewEnv()
                                .withName("CONFIG_FILE")
                                .withValue("/etc/shap/service.json")
                                .endEnv()
                                .addNewEnv()
                                .withName("PASSWORD_FILE")
                                .withValue("/etc/redis/password")
                                .endEnv()
                                .addToVolumeMounts(
                                        new VolumeMountBuilder()
                                                .withName("model")
                                                .withMountPath("/etc/shap/models/house")
                                                .build(),
                                        new VolumeMountBuilder()
                                                .withName("settings")
                                                .withMountPath("/etc/shap")
                                                .build(),
                                        new VolumeMountBuilder()
                                                .withName("password")
                                                .withMountPath("/etc/redis")
                                                .build())
                                .build()))
                .editSpec()
                .addNewVolume()
                .withName("settings")
                .withNewConfigMap()
                .withName("settings")
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("model")
                .withNewConfigMap()
                .withName("model")
                .addNewItem("house.json", null, "m.json")
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("password")
                .withNewSecret()
                .withSecretName("password")
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }
}

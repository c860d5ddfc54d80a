package io.shapservice.local.controlplane;

import static io.shapservice.local.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneTest {
    private final ControlPlane controlPlane = ControlPlane.start();
    private final KubernetesClient client = controlPlane.client();

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void aSecondCreateOfANameIsRefused() {
        client.resource(configMap("twice")).create();

        refused(409, () -> client.resource(configMap("twice")).create()).hasMessageContaining("already exists");
    }

    @Test
    void anUpdateOfAnOldVersionIsRefused() {
        ConfigMap first = client.resource(configMap("stale")).create();
        client.resource(new ConfigMapBuilder(first).addToData("k", "2").build()).update();

        refused(
                        409,
                        () -> client.resource(new ConfigMapBuilder(first)
                                        .addToData("k", "3")
                                        .build())
                                .lockResourceVersion(first.getMetadata().getResourceVersion())
                                .update())
                .hasMessageContaining("the object has been modified");
    }

    @Test
    void anUnchangedUpdateKeepsItsVersion() {
        ConfigMap first = client.resource(configMap("unchanged")).create();

        ConfigMap second = client.resource(first).update();

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void theGenerationCountsChangesOfTheSpecificationOnly() {
        var deployment = client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("generations")
                        .withNamespace("test")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(1)
                        .endSpec()
                        .build())
                .create();
        var resource = client.apps().deployments().inNamespace("test").withName("generations");

        assertThat(deployment.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(resource.edit(each -> new DeploymentBuilder(each)
                                .editMetadata()
                                .addToLabels("a", "b")
                                .endMetadata()
                                .build())
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(1);
        assertThat(resource.editStatus(each -> new DeploymentBuilder(each)
                                .withNewStatus()
                                .withReplicas(1)
                                .endStatus()
                                .build())
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(1);
        assertThat(resource.edit(each -> new DeploymentBuilder(each)
                                .editSpec()
                                .withReplicas(2)
                                .endSpec()
                                .build())
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(2);
    }

    @Test
    void statusAndSpecificationAreWrittenSeparately() {
        Pod pod = client.resource(pod("separate", null)).create();
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");

        pod.setStatus(new PodStatusBuilder().withPhase("Failed").build());
        pod.getMetadata().setLabels(Map.of("a", "b"));
        assertThat(client.resource(pod).updateStatus().getMetadata().getLabels())
                .isNullOrEmpty();
        pod.setStatus(new PodStatusBuilder().withPhase("Running").build());
        pod.getMetadata().setResourceVersion(null);
        Pod updated = client.resource(pod).update();

        assertThat(updated.getMetadata().getLabels()).isEqualTo(Map.of("a", "b"));
        assertThat(updated.getStatus().getPhase()).isEqualTo("Failed");
    }

    @Test
    void theDependentsOfADeletedOwnerGoWithIt() {
        ConfigMap owner = client.resource(configMap("owner")).create();
        ConfigMap child = configMap("child");
        child.addOwnerReference(owner);
        ConfigMap grandchild = configMap("grandchild");
        grandchild.addOwnerReference(client.resource(child).create());
        client.resource(grandchild).create();

        client.resource(owner).delete();

        eventually(
                () -> client.resource(grandchild).get(),
                found -> assertThat(found).isNull());
        assertThat(client.resource(child).get()).isNull();
    }

    @Test
    void anOwnerReferenceIsByUidAndNotByName() {
        ConfigMap first = client.resource(configMap("reborn")).create();
        client.resource(first).delete();
        client.resource(configMap("reborn")).create();
        ConfigMap child = configMap("child-of-the-first");
        child.addOwnerReference(first);

        client.resource(child).create();

        eventually(
                () -> client.resource(child).get(), found -> assertThat(found).isNull());
    }

    @Test
    void aPodOnANodeStaysUntilTheNodeConfirmsItsEnd() {
        Pod pod = client.resource(pod("graceful", "node-1")).create();

        client.resource(pod).delete();
        Pod terminating = client.resource(pod).get();
        client.resource(pod).withGracePeriod(5).delete();
        Pod sooner = client.resource(pod).get();
        client.resource(pod).withGracePeriod(0).delete();

        assertThat(terminating.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(terminating.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(30);
        assertThat(sooner.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(5);
        assertThat(client.resource(pod).get()).isNull();
    }

    @Test
    void aPodThatNoNodeRunsGoesAtOnce() {
        Pod pod = client.resource(pod("unscheduled", null)).create();

        client.resource(pod).delete();

        assertThat(client.resource(pod).get()).isNull();
    }

    @Test
    void anObjectWaitsForItsFinalizers() {
        ConfigMap held = new ConfigMapBuilder(configMap("held"))
                .editMetadata()
                .addToFinalizers("example.com/hold")
                .endMetadata()
                .build();
        client.resource(held).create();

        client.resource(held).delete();
        assertThat(client.resource(held).get().isMarkedForDeletion()).isTrue();
        client.resource(held)
                .edit(each -> new ConfigMapBuilder(each)
                        .editMetadata()
                        .withFinalizers()
                        .endMetadata()
                        .build());

        assertThat(client.resource(held).get()).isNull();
    }

    @Test
    void selectorsSelectByEqualityAndBySets() {
        for (String tier : new String[] {"front", "back", "side"}) {
            client.resource(new ConfigMapBuilder(configMap("tier-" + tier))
                            .editMetadata()
                            .withNamespace("selectors")
                            .addToLabels("tier", tier)
                            .endMetadata()
                            .build())
                    .create();
        }
        var all = client.configMaps().inNamespace("selectors");

        assertThat(all.withLabel("tier", "front").list().getItems()).hasSize(1);
        assertThat(all.withLabelIn("tier", "front", "back").list().getItems()).hasSize(2);
        assertThat(all.withLabelNotIn("tier", "front", "back").list().getItems())
                .hasSize(1);
        assertThat(all.withLabel("tier").list().getItems()).hasSize(3);
        assertThat(all.withoutLabel("tier").list().getItems()).isEmpty();
        assertThat(all.withField("metadata.name", "tier-side").list().getItems())
                .hasSize(1);
    }

    @Test
    void anInformerSeesEveryChangeOfWhatItSelects() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var informer = client.configMaps()
                .inNamespace("watched")
                .withLabel("watch", "me")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap added) {
                        seen.add("add " + added.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(ConfigMap old, ConfigMap now) {
                        seen.add("update " + now.getData());
                    }

                    @Override
                    public void onDelete(ConfigMap deleted, boolean unknown) {
                        seen.add("delete " + deleted.getMetadata().getName());
                    }
                })) {
            ConfigMap watched = new ConfigMapBuilder(configMap("it"))
                    .editMetadata()
                    .withNamespace("watched")
                    .addToLabels("watch", "me")
                    .endMetadata()
                    .build();
            client.resource(watched).create();
            client.resource(new ConfigMapBuilder(watched).addToData("k", "v").build())
                    .update();
            client.resource(watched).delete();

            eventually(() -> seen, events -> assertThat(events).containsExactly("add it", "update {k=v}", "delete it"));
            assertThat(informer.isRunning()).isTrue();
        }
    }

    @Test
    void eventsOfBothApisAreStored() {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("scaled.1")
                        .withNamespace("test")
                        .endMetadata()
                        .withReason("Scaled")
                        .build())
                .create();

        assertThat(client.events().v1().events().inNamespace("test").list().getItems())
                .singleElement()
                .satisfies(event -> assertThat(event.getReason()).isEqualTo("Scaled"));
    }

    @Test
    void theLogTellsWhichWritesWereAsked() {
        client.resource(configMap("logged")).create();
        long mark = controlPlane.requests().count();
        client.configMaps().inNamespace("test").list();
        assertThat(controlPlane.requests().writesSince(mark)).isEmpty();

        client.resource(configMap("logged")).delete();

        assertThat(controlPlane.requests().writesSince(mark))
                .singleElement()
                .hasToString("DELETE /api/v1/namespaces/test/configmaps/logged (application/json) → 200");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(int code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(code));
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .endMetadata()
                .build();
    }

    private static Pod pod(String name, @org.jspecify.annotations.Nullable String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build();
    }
}

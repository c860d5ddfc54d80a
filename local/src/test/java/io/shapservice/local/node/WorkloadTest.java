package io.shapservice.local.node;

import static io.shapservice.local.Eventually.eventually;
import static io.shapservice.local.node.TestNode.container;
import static io.shapservice.local.node.TestNode.pidOf;
import static io.shapservice.local.node.TestNode.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class WorkloadTest {
    private final TestNode test = new TestNode();

    @AfterAll
    void stop() {
        test.close();
    }

    @Test
    void aDeploymentRollsToANewTemplateWithoutALackOfReadyPods() {
        Deployment deployment = deployment("roll", 3, "one");
        test.client.resource(deployment).create();
        untilReplaced("roll", 3, Set.of());
        Set<Long> first = pids("roll");

        test.client.resource(deployment("roll", 3, "two")).forceConflicts().serverSideApply();

        eventually(() -> pids("roll"), pids -> {
            var status = test.client.resource(deployment).get().getStatus();
            assertThat(status.getReadyReplicas()).as("ready at any time").isGreaterThanOrEqualTo(3);
            assertThat(pids).hasSize(3).doesNotContainAnyElementsOf(first).doesNotContain(0L);
        });
        eventually(
                () -> test.client
                        .apps()
                        .replicaSets()
                        .inNamespace("roll")
                        .list()
                        .getItems(),
                sets -> assertThat(sets).as("the old template's set is gone").hasSize(1));
        assertThat(test.ask(pods("roll").getFirst(), "/env", "")).contains("ROUND=two");
    }

    @Test
    void aDeletedPodOfADeploymentIsReplacedAndADeletedDeploymentTakesItsPodsAlong() {
        Deployment deployment = deployment("replace", 1, "one");
        test.client.resource(deployment).create();
        untilReplaced("replace", 1, Set.of());
        Set<Long> first = pids("replace");
        Pod frozen = pods("replace").getFirst();
        signal("STOP", pidOf(frozen));

        test.client.resource(frozen).withGracePeriod(1).delete();
        untilReplaced("replace", 1, first);
        test.client.resource(deployment).delete();

        eventually(() -> pods("replace"), pods -> assertThat(pods).isEmpty());
        assertThat(first).noneMatch(TestNode::lives);
    }

    @Test
    void theDataOfAStatefulSetOutlivesItsPods() {
        StatefulSet set = statefulSet("data", "one");
        test.client.resource(set).create();
        Pod first = test.untilReady(named("data", "store-0"));
        test.ask(first, "/write", test.ask(first, "/env", "").replaceAll("(?s).*DATA=([^\n]*).*", "$1") + "/file=kept");

        test.client.resource(statefulSet("data", "two")).forceConflicts().serverSideApply();

        eventually(() -> test.client.resource(first).get(), now -> {
            assertThat(now).isNotNull();
            assertThat(now.getMetadata().getUid())
                    .isNotEqualTo(first.getMetadata().getUid());
            assertThat(TestNode.isReady(now)).isTrue();
            String folder = test.ask(now, "/env", "").replaceAll("(?s).*DATA=([^\n]*).*", "$1");
            assertThat(test.ask(now, "/read", folder + "/file")).isEqualTo("kept");
        });
        assertThat(test.client
                        .persistentVolumeClaims()
                        .inNamespace("data")
                        .withName("data-store-0")
                        .get()
                        .getStatus()
                        .getPhase())
                .isEqualTo("Bound");
    }

    @Test
    void aServiceReachesReadyPodsOnly() throws IOException {
        test.client.resource(service("proxy")).create();
        test.client.resource(deployment("proxy", 2, "one")).create();
        untilReplaced("proxy", 2, Set.of());
        InetSocketAddress exposed =
                test.node.expose("proxy", "web", 8000, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        String clusterIp = eventually(
                        () -> test.client
                                .services()
                                .inNamespace("proxy")
                                .withName("web")
                                .get(),
                        now -> assertThat(now.getSpec().getClusterIP()).isNotEmpty())
                .getSpec()
                .getClusterIP();
        Pod unready = pods("proxy").getFirst();
        Set<String> answering = answers(exposed, 8);
        assertThat(answering).hasSize(2);

        test.ask(unready, "/unready", "");

        eventually(
                () -> answers(exposed, 6),
                names -> assertThat(names)
                        .hasSize(1)
                        .doesNotContain(unready.getMetadata().getName()));
        assertThat(test.ask("http://" + clusterIp + ":8000/env", "")).isPresent();
        test.client.resource(deployment("proxy", 2, "one")).delete();
        eventually(() -> answers(exposed, 1), names -> assertThat(names).isEmpty());
    }

    @Test
    void theNameOfAServiceBecomesItsAddress() {
        test.client
                .resource(deployment("names", 1, "http://web.names.svc.cluster.local:80/x web.names.svc"))
                .create();
        untilReplaced("names", 1, Set.of());

        String environment = test.ask(pods("names").getFirst(), "/env", "");

        assertThat(environment).containsPattern("ROUND=http://(127\\.[\\d.]+):80/x 127\\.[\\d.]+");
    }

    private Set<String> answers(InetSocketAddress address, int times) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            // A connection of its own each time: the proxy chooses by connection.
            try (java.net.Socket socket = new java.net.Socket()) {
                socket.connect(address);
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write("GET /env HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                String answer =
                        new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                names.add(answer.replaceAll("(?s).*POD_NAME=([^\n]*).*", "$1"));
            } catch (IOException refused) {
                assertThat(refused).hasMessageMatching(".*(reset|refused|end of).*");
            }
        }
        return names;
    }

    private List<Pod> pods(String namespace) {
        return test.client.pods().inNamespace(namespace).list().getItems();
    }

    private Set<Long> pids(String namespace) {
        Set<Long> pids = new TreeSet<>();
        pods(namespace)
                .forEach(pod -> pids.add(
                        pod.getMetadata().getAnnotations() == null || !TestNode.isReady(pod) ? 0 : pidOf(pod)));
        return pids;
    }

    private void untilReplaced(String namespace, int count, Set<Long> old) {
        eventually(
                () -> pids(namespace),
                pids -> assertThat(pids)
                        .hasSize(count)
                        .doesNotContain(0L)
                        .doesNotContainAnyElementsOf(old.isEmpty() ? Set.of(0L) : old));
    }

    private static Pod named(String namespace, String name) {
        return TestNode.pod(namespace, name, container().build());
    }

    private static PodTemplateSpec template(String app, String round) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(5L)
                .addToContainers(container()
                        .addNewEnv()
                        .withName("ROUND")
                        .withValue(round)
                        .endEnv()
                        .addNewEnv()
                        .withName("POD_NAME")
                        .withNewValueFrom()
                        .withNewFieldRef(null, "metadata.name")
                        .endValueFrom()
                        .endEnv()
                        .build())
                .endSpec()
                .build();
    }

    private static Deployment deployment(String namespace, int replicas, String round) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "web"))
                .endSelector()
                .withTemplate(template("web", round))
                .endSpec()
                .build();
    }

    private static Service service(String namespace) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", "web"))
                .addNewPort()
                .withPort(8000)
                .withNewTargetPort("http")
                .endPort()
                .endSpec()
                .build();
    }

    private static StatefulSet statefulSet(String namespace, String round) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("store")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "store"))
                .endSelector()
                .withTemplate(template("store", round))
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("DATA")
                .withValue("/data")
                .endEnv()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .endTemplate()
                .addToVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .build())
                .endSpec()
                .build();
    }
}

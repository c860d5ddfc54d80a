package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.crds.ShapService;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileIT {
    private static final Images IMAGES = new Images("shap-api:test", "shap-worker:test", "redis:test");

    private RealApiServer server;
    private Writes writes;
    private KubernetesClient operatorClient;
    private ShapOperator operator;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        writes = new Writes();
        operatorClient = server.newClient(writes);
        operator =
                ShapOperator.start(operatorClient, OperatorSettings.of(IMAGES).inNamespaces(Set.of(server.namespace)));
    }

    @AfterEach
    void stop() {
        operator.close();
        operatorClient.close();
        server.close();
    }

    @Test
    void aResourceBecomesAnApiARedisAndItsFewestWorkers() {
        apply(
                "{models: [{name: housing, source: {configMap: {name: models, key: housing.json}}}], workers: {minReplicas: 2}}");

        assertEventually(() -> {
            assertThat(names(server.client
                            .apps()
                            .deployments()
                            .inNamespace(server.namespace)
                            .list()
                            .getItems()))
                    .containsExactly("housing-api");
            assertThat(names(server.client
                            .apps()
                            .statefulSets()
                            .inNamespace(server.namespace)
                            .list()
                            .getItems()))
                    .containsExactly("housing-redis");
            assertThat(names(server.client
                            .services()
                            .inNamespace(server.namespace)
                            .list()
                            .getItems()))
                    .containsExactlyInAnyOrder("housing-api", "housing-redis");
            assertThat(names(workers())).containsExactlyInAnyOrder("housing-worker-0-1", "housing-worker-1-1");
            assertThat(condition("Ready").getReason()).isEqualTo("ApiUnavailable");
            assertThat(condition("WorkersAvailable").getReason()).isEqualTo("Starting");
        });
        assertThat(server.client
                        .secrets()
                        .inNamespace(server.namespace)
                        .withName("housing-redis")
                        .get()
                        .getData())
                .containsOnlyKeys("password", "users.acl");
    }

    @Test
    void aSecondPassOverAnUnchangedResourceWritesNothing() {
        apply("{workers: {scaleDownAfter: 4s}}"); // makes a pass every second
        assertEventually(() -> assertThat(condition("Ready")).isNotNull());
        settle();
        List<String> before = writes.requests();

        // A label is no change of what is asked for, but it makes a pass.
        RealApiServer.merge(server.client.pods().inNamespace(server.namespace).withName("housing-worker-0-1"), """
                {"metadata": {"labels": {"touched": "yes"}}}""");
        ShapOperator second =
                ShapOperator.start(operatorClient, OperatorSettings.of(IMAGES).inNamespaces(Set.of(server.namespace)));
        try {
            settle();
        } finally {
            second.close();
        }

        List<String> after = writes.requests();
        assertThat(after.subList(before.size(), after.size()))
                .as("a restarted operator may only ask whether the password is there")
                .allMatch(request -> request.equals("POST /api/v1/namespaces/" + server.namespace + "/secrets"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatSomebodyChangesIsPutBackAndWhatSomebodyAddsStays() {
        apply("{api: {replicas: 2}}");
        assertEventually(() -> assertThat(api()).isNotNull());

        RealApiServer.merge(
                server.client.apps().deployments().inNamespace(server.namespace).withName("housing-api"), """
                {"metadata": {"annotations": {"somebody": "was here"}}, "spec": {"replicas": 5}}""");

        assertEventually(() -> assertThat(api().getSpec().getReplicas()).isEqualTo(2));
        assertThat(api().getMetadata().getAnnotations()).containsEntry("somebody", "was here");
    }

    @Test
    void theNumberOfApiPodsBelongsToOthersWhenTheResourceDoesNotSayIt() {
        apply("{}");
        assertEventually(() -> assertThat(api()).isNotNull());
        server.client
                .apps()
                .deployments()
                .inNamespace(server.namespace)
                .withName("housing-api")
                .scale(3);
        apply("{batchSize: 7}");

        assertEventually(() -> assertThat(server.client
                        .configMaps()
                        .inNamespace(server.namespace)
                        .withName("housing-config")
                        .get()
                        .getData()
                        .get("service.json"))
                .contains("\"batchSize\" : 7"));
        assertThat(api().getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void deletingTheResourceLeavesNothingOfItBehind() {
        ShapService resource = apply("{}");
        assertEventually(() -> assertThat(workers()).hasSize(1));

        server.client.resource(resource).delete();

        assertEventually(() -> {
            assertThat(api()).isNull();
            assertThat(server.client
                            .secrets()
                            .inNamespace(server.namespace)
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(server.client
                            .services()
                            .inNamespace(server.namespace)
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(workers()).isEmpty();
        });
    }

    @Test
    void exchangingTheRedisIsRefusedUntilAnAnnotationAllowsIt() {
        apply("{redis: {managed: {}}}");
        assertEventually(() -> assertThat(status().redisMode()).isNotNull());
        apply("{redis: {external: {url: 'redis://elsewhere:6379'}}}");

        assertEventually(() -> assertThat(condition("Degraded").getReason()).isEqualTo("RedisSwitchRefused"));
        assertThat(redisUrl()).isEqualTo("redis://housing-redis." + server.namespace + ".svc:6379");

        RealApiServer.merge(
                server.client
                        .resources(ShapService.class)
                        .inNamespace(server.namespace)
                        .withName("housing"),
                """
                {"metadata": {"annotations": {"%s": "true"}}}""".formatted(ShapService.ALLOW_REDIS_SWITCH));

        assertEventually(() -> assertThat(redisUrl()).isEqualTo("redis://elsewhere:6379"));
        assertEventually(() -> assertThat(condition("Degraded").getReason()).isEqualTo("AsExpected"));
    }

    @Test
    void aPausedResourceIsLeftAlone() {
        apply("{paused: true}");

        assertEventually(
                () -> assertThat(condition("ScalingActive").getReason()).isEqualTo("Paused"));
        assertThat(api()).isNull();
        assertThat(workers()).isEmpty();

        apply("{paused: false}");
        assertEventually(() -> assertThat(workers()).hasSize(1));
    }

    @Test
    void everyPodMeetsTheRestrictedStandard() {
        RealApiServer.merge(server.client.namespaces().withName(server.namespace), """
                {"metadata": {"labels": {"pod-security.kubernetes.io/enforce": "restricted"}}}""");

        apply("{workers: {minReplicas: 1}}");

        assertEventually(() -> {
            assertThat(workers()).hasSize(1);
            assertThat(condition("Degraded").getReason()).isEqualTo("AsExpected");
        });
    }

    /** Until no write has come for as long as several passes take. */
    private void settle() {
        long[] quietSince = {System.nanoTime()};
        int[] known = {writes.requests().size()};
        assertEventually(() -> {
            if (writes.requests().size() != known[0]) {
                known[0] = writes.requests().size();
                quietSince[0] = System.nanoTime();
            }
            assertThat(System.nanoTime() - quietSince[0]).isGreaterThan(4_000_000_000L);
        });
    }

    private ShapService apply(String spec) {
        ShapService resource = server.client
                .getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: shapservice.io/v1alpha1
                        kind: ShapService
                        metadata: {name: housing, namespace: %s}
                        spec: %s
                        """.formatted(server.namespace, spec), ShapService.class);
        return server.client
                .resource(resource)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    private io.shapservice.crds.status.ShapServiceStatus status() {
        return server.client
                .resources(ShapService.class)
                .inNamespace(server.namespace)
                .withName("housing")
                .get()
                .getStatus();
    }

    private Condition condition(String type) {
        return status().conditions().stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Deployment api() {
        return server.client
                .apps()
                .deployments()
                .inNamespace(server.namespace)
                .withName("housing-api")
                .get();
    }

    private String redisUrl() {
        return api().getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("REDIS_URL"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<Pod> workers() {
        return server.client
                .pods()
                .inNamespace(server.namespace)
                .withLabel("app.kubernetes.io/component", "worker")
                .list()
                .getItems();
    }

    private static List<String> names(List<? extends HasMetadata> resources) {
        return resources.stream().map(r -> r.getMetadata().getName()).toList();
    }
}

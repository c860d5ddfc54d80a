package io.shapservice.local.operator;

import static io.shapservice.local.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.crds.ShapService;
import io.shapservice.crds.status.ShapServiceStatus;
import io.shapservice.local.controlplane.ControlPlane;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.QueueState;
import io.shapservice.protocol.sample.Sample.RedisState;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatedFleetTest {
    private static final String NAMESPACE = "default";
    private static final String SPEC =
            "{workers: {maxReplicas: 4, targetDrain: 10s, scaleDownAfter: 2s, stuckAfter: 5s}}";
    private static final RedisState REACHABLE = new RedisState(true, 0.1, 0.4, "");
    private static final RedisState AWAY = new RedisState(false, 9, 0.4, "connection refused");
    private static final QueueState BACKLOG = new QueueState(57, 0, 1, 1, 57, 0, 28_500, 0, 1, 0);

    private final Clock clock = Clock.systemUTC();
    private SamplePort api;
    private ControlPlane controlPlane;
    private KubernetesClient client;
    private PlayedNode node;
    private ShapOperator operator;

    @BeforeEach
    void start() throws IOException {
        api = new SamplePort("127.0.0.1", 0, this::idle);
        controlPlane = ControlPlane.start();
        client = controlPlane.client();
        try (InputStream definition = getClass().getResourceAsStream("/shapservices.shapservice.io.yaml")) {
            client.load(definition)
                    .items()
                    .forEach(item -> client.resource(item).create());
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        node = new PlayedNode(client, NAMESPACE, "127.0.0.1");
        operator = ShapOperator.start(
                client,
                new OperatorSettings(
                        new Images("api", "worker", "redis"),
                        Set.of(),
                        Duration.ofSeconds(5),
                        api.port(),
                        clock,
                        Optional.empty(),
                        5,
                        Optional.empty()));
    }

    @AfterEach
    void stop() {
        operator.close();
        node.close();
        controlPlane.close();
        api.close();
    }

    @Test
    void aBacklogBringsWorkersAtOnceTellsWhyAndWhenItIsDoneTheyGo() {
        apply();
        eventually(this::workers, pods -> assertThat(pods).hasSize(1));
        eventually(
                () -> condition("Ready"), ready -> assertThat(ready.getStatus()).isEqualTo("True"));

        api.serve(() -> sample(REACHABLE, BACKLOG, List.of()));
        eventually(this::workers, pods -> assertThat(pods).hasSize(4));
        assertThat(messages("ScaledUp")).containsExactly("1→4: backlog 57 s of work, target 10 s");
        eventually(this::status, status -> {
            assertThat(status.workers().desired()).isEqualTo(4);
            assertThat(status.backlog().seconds()).isEqualTo(57);
        });

        api.serve(this::idle);
        eventually(this::workers, pods -> assertThat(pods).hasSize(1));
        assertThat(messages("ScaledDown")).hasSize(2);
    }

    @Test
    void aFrozenWorkerIsReplacedUnderAnotherNameAndTheOthersAreLeftAlone() {
        apply();
        api.serve(() -> sample(REACHABLE, BACKLOG, List.of()));
        List<Pod> before = eventually(this::workers, pods -> assertThat(pods).hasSize(4));
        Pod frozen = before.getFirst();
        long frozenAt = clock.millis();

        api.serve(() -> sample(
                REACHABLE,
                BACKLOG,
                before.stream()
                        .map(pod -> state(pod, pod.equals(frozen) ? (clock.millis() - frozenAt) / 1000.0 : 0.2))
                        .toList()));

        eventually(
                () -> messages("WorkerStuck"),
                stuck -> assertThat(stuck)
                        .singleElement()
                        .asString()
                        .startsWith(frozen.getMetadata().getName() + ": no heartbeat for ")
                        .contains("stuckAfter 5s", "1 batch held"));
        eventually(
                this::workers,
                pods -> assertThat(names(pods))
                        .hasSize(4)
                        .doesNotContain(frozen.getMetadata().getName())
                        .contains("housing-worker-0-2")
                        .containsAll(names(before.subList(1, 4))));
        eventually(
                () -> messages("WorkerReplaced"),
                replaced -> assertThat(replaced).hasSize(1));
        eventually(
                this::status,
                status -> assertThat(status.lastFailure().reason()).isEqualTo("Stuck"));
    }

    @Test
    void anOutageOfRedisIsReportedAndOutlivedByEveryWorker() {
        apply();
        api.serve(() -> sample(REACHABLE, BACKLOG, List.of()));
        List<Pod> before = eventually(this::workers, pods -> assertThat(pods).hasSize(4));
        eventually(
                () -> condition("RedisReachable"),
                c -> assertThat(c.getStatus()).isEqualTo("True"));

        api.serve(() -> sample(AWAY, QueueState.UNKNOWN, List.of()));
        eventually(() -> condition("RedisReachable"), c -> {
            assertThat(c.getStatus()).isEqualTo("False");
            assertThat(c.getMessage()).isEqualTo("connection refused");
        });
        eventually(
                () -> condition("ScalingActive"), c -> assertThat(c.getReason()).isEqualTo("RedisUnreachable"));

        // Back again, with heartbeats as old as the outage was long.
        api.serve(() -> sample(
                REACHABLE, BACKLOG, before.stream().map(pod -> state(pod, 60)).toList()));
        eventually(
                () -> condition("RedisReachable"),
                c -> assertThat(c.getStatus()).isEqualTo("True"));
        api.serve(() -> sample(
                REACHABLE, BACKLOG, before.stream().map(pod -> state(pod, 0.2)).toList()));
        eventually(() -> condition("Ready"), c -> assertThat(c.getStatus()).isEqualTo("True"));
        assertThat(names(workers())).containsExactlyInAnyOrderElementsOf(names(before));
        assertThat(messages("WorkerStuck")).isEmpty();
    }

    @Test
    void passesOverAnUnchangedServiceWriteNothing() {
        apply();
        eventually(
                () -> condition("Ready"), ready -> assertThat(ready.getStatus()).isEqualTo("True"));
        long[] mark = {controlPlane.requests().count(), api.asked()};
        eventually(() -> api.asked(), asked -> {
            if (controlPlane.requests().count() != mark[0]) {
                mark[0] = controlPlane.requests().count();
                mark[1] = asked;
            }
            // Each answer makes a pass.
            assertThat(asked - mark[1]).isGreaterThan(8);
        });
        assertThat(controlPlane.requests().writesSince(mark[0])).isEmpty();
    }

    @Test
    void aChangeThatArrivesWhileTheStatusIsWrittenIsNotLost() {
        apply();
        eventually(
                () -> condition("Ready"), ready -> assertThat(ready.getStatus()).isEqualTo("True"));
        // Each answer flips a condition, so that statuses are written all the time.
        api.serve(() -> sample(api.asked() % 2 == 0 ? AWAY : REACHABLE, QueueState.UNKNOWN, List.of()));

        for (int batchSize = 1; batchSize <= 60; batchSize++) {
            apply("{batchSize: %d, workers: {stuckAfter: 5s}}".formatted(batchSize));
        }

        eventually(
                () -> client.configMaps()
                        .inNamespace(NAMESPACE)
                        .withName("housing-config")
                        .get(),
                config -> assertThat(config.getData().get("service.json")).contains("\"batchSize\" : 60,"));
        eventually(
                this::service,
                service -> assertThat(service.getStatus().observedGeneration())
                        .isEqualTo(service.getMetadata().getGeneration()));
    }

    @Test
    void aPodThatOnlyHasTheLabelsIsNotAsked() throws IOException {
        try (SamplePort foreign =
                new SamplePort("127.0.0.77", api.port(), () -> sample(REACHABLE, BACKLOG, List.of()))) {
            apply();
            Pod worker = eventually(this::workers, pods -> assertThat(pods).hasSize(1))
                    .getFirst();
            Pod copy = client.getKubernetesSerialization().clone(worker);
            copy.getMetadata().setName("foreign");
            copy.getMetadata().setOwnerReferences(List.of());
            copy.getMetadata().setResourceVersion(null);
            copy.getMetadata().setUid(null);
            copy.getMetadata().getLabels().put("app.kubernetes.io/component", "api");
            client.resource(copy).create();
            client.pods().inNamespace(NAMESPACE).withName("foreign").editStatus(pod -> {
                pod.getStatus().setPodIP("127.0.0.77");
                return pod;
            });

            long asked = api.asked();
            eventually(() -> api.asked(), now -> assertThat(now - asked).isGreaterThan(4));
            assertThat(foreign.asked()).isZero();
        }
    }

    private Sample idle() {
        return sample(REACHABLE, QueueState.UNKNOWN, List.of());
    }

    private Sample sample(RedisState redis, QueueState queue, List<WorkerState> workers) {
        long now = clock.millis();
        return new Sample(Sample.SCHEMA_VERSION, now, "data-1", now, redis, queue, workers, List.of());
    }

    private static WorkerState state(Pod pod, double heartbeatAge) {
        return new WorkerState(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                heartbeatAge,
                0.1,
                1,
                List.of(),
                10,
                300,
                "busy");
    }

    private void apply() {
        apply(SPEC);
    }

    private void apply(String spec) {
        ShapService resource =
                client.getKubernetesSerialization().unmarshal("""
                        apiVersion: shapservice.io/v1alpha1
                        kind: ShapService
                        metadata: {name: housing, namespace: %s}
                        spec: %s
                        """.formatted(NAMESPACE, spec), ShapService.class);
        client.resource(resource).fieldManager("test").serverSideApply();
    }

    private ShapService service() {
        return client.resources(ShapService.class)
                .inNamespace(NAMESPACE)
                .withName("housing")
                .get();
    }

    private ShapServiceStatus status() {
        return service().getStatus();
    }

    private Condition condition(String type) {
        return status().conditions().stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Those that are not on their way out. */
    private List<Pod> workers() {
        return client
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/component", "worker")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    private List<String> messages(String reason) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .map(Event::getMessage)
                .toList();
    }
}

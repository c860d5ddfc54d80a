package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods that do not do their work, on a real API server; the test plays the kubelet. */
class PodTroublesIT {
    /** What begins with a brace would be taken for JSON. */
    private static final String YAML = "# YAML\n";

    private final Writes writes = new Writes();
    private RealApiServer server;
    private Services services;
    private KubernetesClient operatorClient;
    private ShapOperator operator;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        services = new Services(server);
        operatorClient = server.newClient(writes);
        operator = ShapOperator.start(
                operatorClient,
                OperatorSettings.of(new Images("api:1", "worker:1", "redis:1")).inNamespaces(Set.of(server.namespace)));
    }

    @AfterEach
    void stop() {
        operator.close();
        operatorClient.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ImagePullFailed | podTemplate.imagePullSecrets | {waiting: {reason: ImagePullBackOff, message: no such image}}",
                "CrashLoopBackOff | kubectl logs --previous | {waiting: {reason: CrashLoopBackOff}}",
                "ContainerConfigError | Secret and ConfigMap | {waiting: {reason: CreateContainerConfigError}}"
            })
    void aWorkerThatCannotRunIsToldWithWhatToDo(String reason, String remedy, String state) {
        services.apply("{}");
        assertEventually(() -> assertThat(services.workers()).hasSize(1));

        services.podStatus(
                "housing-worker-0-1",
                json("{phase: Pending, containerStatuses: [{name: worker, image: i,"
                        + " imageID: '', ready: false, restartCount: 3, state: " + state + "}]}"));

        assertEventually(() -> {
            assertThat(services.condition("WorkersAvailable").getReason()).isEqualTo(reason);
            assertThat(services.condition("WorkersAvailable").getMessage()).contains("housing-worker-0-1", remedy);
            assertThat(services.condition("Degraded").getReason()).isEqualTo(reason);
        });
        assertThat(services.workers())
                .as("it is not replaced: a new one would do no better")
                .hasSize(1);
    }

    @Test
    void aWorkerThatWasKilledForMemoryIsAccountedFor() {
        services.apply("{}");
        assertEventually(() -> assertThat(services.workers()).hasSize(1));

        services.podStatus(
                "housing-worker-0-1",
                json(
                        "{phase: Running, containerStatuses: [{name: worker, image: i,"
                                + " imageID: '', ready: true, restartCount: 1, state: {running: {startedAt: '2036-01-01T00:00:10Z'}},"
                                + " lastState: {terminated: {exitCode: 137, reason: OOMKilled, finishedAt: '2036-01-01T00:00:00Z'}}}]}"));

        assertEventually(() -> {
            assertThat(services.resource().get().getStatus().lastFailure())
                    .isNotNull()
                    .satisfies(failure -> {
                        assertThat(failure.reason()).isEqualTo("OOMKilled");
                        assertThat(failure.exitCode()).isEqualTo(137);
                        assertThat(failure.logs()).isEqualTo("kubectl logs -c worker --previous housing-worker-0-1");
                    });
            assertThat(events("WorkerFailed"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getMessage()).contains("OOMKilled, exit code 137", "memory.limit"));
        });
    }

    @Test
    void podsThatANodeKeepsPuttingOutAreReplacedSlowerAndSlower() {
        services.apply("{}");
        long began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(25)) {
            assertEventually(() -> assertThat(services.workers()).isNotEmpty());
            for (Pod pod : services.workers()) {
                if (!"Failed".equals(pod.getStatus().getPhase())) {
                    services.podStatus(
                            pod.getMetadata().getName(),
                            json("{phase: Failed, reason: Evicted, message: 'low on memory'}"));
                }
            }
        }

        // The first at once, the second after 10 s, the third 20 s after that.
        assertThat(writes.requests().stream()
                        .filter(request -> request.equals("POST /api/v1/namespaces/" + server.namespace + "/pods")))
                .hasSizeBetween(2, 4);
        assertEventually(() ->
                assertThat(services.condition("WorkersAvailable").getReason()).isIn("Evicted", "Starting"));
        assertThat(names(services.workers())).doesNotHaveDuplicates();
    }

    @Test
    void aQuotaThatIsUsedUpIsToldPlainlyAndNotRunAgainst() {
        server.client
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("few")
                        .withNamespace(server.namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/pods", new Quantity("1"))
                        .endSpec()
                        .build())
                .create();
        assertEventually(() -> assertThat(server.client
                        .resourceQuotas()
                        .inNamespace(server.namespace)
                        .withName("few")
                        .get()
                        .getStatus()
                        .getHard())
                .isNotEmpty());

        services.apply("{redis: {external: {url: 'redis://r'}}, workers: {mode: Manual, replicas: 3}}");

        assertEventually(() -> {
            assertThat(services.condition("Degraded").getReason()).isEqualTo("QuotaExhausted");
            assertThat(services.condition("WorkersAvailable").getMessage()).contains("exceeded quota", "raise it");
        });
    }

    private List<Event> events(String reason) {
        return server.client.v1().events().inNamespace(server.namespace).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }

    private static Set<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
    }

    private String json(String yaml) {
        return server.client
                .getKubernetesSerialization()
                .asJson(server.client.getKubernetesSerialization().unmarshal(YAML + yaml, Object.class));
    }
}

package io.shapservice.local;

import static io.shapservice.local.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shapservice.local.fake.FakeProcess;
import io.shapservice.redisserver.RedisBinary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
    private static final String SERVICE = """
            apiVersion: shapservice.io/v1alpha1
            kind: ShapService
            metadata: {name: houses, namespace: default}
            spec:
              models: [{name: houses, source: {path: /no/such/model.json}}]
              redis: {managed: {}}
              api: {replicas: 1, apiKeysSecretRef: {name: callers}}
              workers: {minReplicas: 1, maxReplicas: 3, targetDrain: 10s, scaleDownAfter: 3600s}
            """;
    private static final String SAMPLE = """
            {"schemaVersion": 1, "revision": "REVISION", "incarnation": "one", "redisTimeMillis": 1,
             "redis": {"reachable": true, "secondsSinceSuccess": 0.1, "roundTripMillis": 1, "detail": ""},
             "queue": {"waitingSeconds": 100, "inFlightSeconds": 0, "oldestAgeSeconds": 1, "secondsPerBatch": 1,
               "waitingBatches": 100, "inFlightBatches": 0, "waitingRows": 1000, "deadBatches": 0, "jobsActive": 1, "rowsDone": 0},
             "workers": [WORKERS],
             "models": [{"name": "houses", "digest": "sha256:1", "ready": true, "reason": "Loaded", "message": ""}]}
            """;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aServiceRunsScalesAndLeavesNothingBehind() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("registry"));
        LocalOptions options = new LocalOptions(distribution(), folder.resolve("archives"), registry);
        Path state;
        List<LocalPod> last;
        try (LocalCluster cluster = LocalCluster.start(options)) {
            state = cluster.logs().getParent();
            cluster.client().resource(callers("first")).create();
            cluster.apply(Serialization.unmarshal(SERVICE, GenericKubernetesResource.class));

            List<LocalPod> first = untilReady(cluster, 3);
            callersChangeWithoutARoll(cluster, first.getFirst());
            assertThat(first).extracting(LocalPod::role).containsExactly("api", "redis", "worker");
            assertThat(first).allSatisfy(pod -> {
                assertThat(pod.address()).startsWith("127.").isNotEqualTo("127.0.0.1");
                assertThat(cluster.logs().resolve(pod.name() + ".log")).exists();
            });
            assertThat(commandOf(first.get(1))).contains("redis-server");
            assertThat(commandOf(first.get(2))).contains("java", "-jar");
            assertThat(Files.readString(cluster.logs().resolve(first.get(2).name() + ".log")))
                    .containsPattern("serving with redis://127\\.[\\d.]+:6379");

            answerWithBacklog(cluster, first);
            last = untilReady(cluster, 5);

            assertThat(last)
                    .extracting(LocalPod::role)
                    .filteredOn("worker"::equals)
                    .hasSize(3);
            LocalInstance instance = registry.running().getFirst();
            assertThat(LocalStatus.of(instance)).singleElement().satisfies(service -> {
                assertThat(service.name()).isEqualTo("houses");
                assertThat(service.pods()).containsExactlyInAnyOrderElementsOf(last);
                assertThat(service.status().path("workers").path("desired").asInt())
                        .isEqualTo(3);
            });

            untilQuiet(cluster);
            GenericKubernetesResource touched = cluster.client()
                    .resource(Serialization.unmarshal(SERVICE, GenericKubernetesResource.class))
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"touched\":\"yes\"}}}");
            long mark = cluster.requests().count();
            assertThat(touched.getMetadata().getGeneration()).isEqualTo(1);
            untilQuiet(cluster);
            assertThat(cluster.requests().writesSince(mark))
                    .as("a second pass writes nothing")
                    .isEmpty();

            cluster.client()
                    .resource(Serialization.unmarshal(SERVICE, GenericKubernetesResource.class))
                    .delete();
            eventually(
                    () -> cluster.client().pods().inAnyNamespace().list().getItems(),
                    pods -> assertThat(pods).isEmpty());
        }
        assertThat(last).noneMatch(pod -> ProcessHandle.of(pod.pid()).isPresent());
        assertThat(state).doesNotExist();
        assertThat(registry.running()).isEmpty();
    }

    @Test
    void whatTheSchemaForbidsIsRefusedInItsWords() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("registry"));
        LocalOptions options = new LocalOptions(distribution(), folder.resolve("archives"), registry);
        try (LocalCluster cluster = LocalCluster.start(options)) {
            assertThatThrownBy(() -> apply(cluster, SERVICE.replace("replicas: 1", "replicaz: 1")))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("unknown field \"spec.api.replicaz\"");
            assertThatThrownBy(() -> apply(cluster, SERVICE.replace("minReplicas: 1", "minReplicas: -1")))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.workers.minReplicas in body should be greater than or equal to 0");
        }
    }

    private static void callersChangeWithoutARoll(LocalCluster cluster, LocalPod api) throws IOException {
        Path keys = Path.of(environment(api.pid()).get("API_KEYS_FILE"));
        assertThat(keys).hasContent("first");
        cluster.client().resource(callers("second")).update();
        eventually(() -> keys, file -> assertThat(file).hasContent("second"));
        assertThat(untilReady(cluster, 3).getFirst()).isEqualTo(api);
    }

    private static Secret callers(String keys) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("callers")
                .withNamespace("default")
                .endMetadata()
                .addToStringData("keys", keys)
                .build();
    }

    private static Map<String, String> environment(long pid) throws IOException {
        String variables =
                Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
        return Stream.of(variables.split("\0", -1))
                .filter(variable -> variable.contains("="))
                .collect(Collectors.toMap(
                        variable -> variable.substring(0, variable.indexOf('=')),
                        variable -> variable.substring(variable.indexOf('=') + 1)));
    }

    private static void apply(LocalCluster cluster, String yaml) {
        cluster.apply(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
    }

    private static List<LocalPod> untilReady(LocalCluster cluster, int count) {
        return eventually(
                        cluster::services,
                        services -> assertThat(services)
                                .singleElement()
                                .satisfies(service -> assertThat(service.pods())
                                        .hasSize(count)
                                        .allSatisfy(pod -> {
                                            assertThat(pod.ready()).isTrue();
                                            assertThat(pod.pid()).isPositive();
                                        })))
                .getFirst()
                .pods();
    }

    /** Nobody has written for a while that is longer than a pass takes. */
    private static void untilQuiet(LocalCluster cluster) {
        eventually(
                () -> cluster.requests().writes().getLast(),
                newest -> assertThat(newest.at())
                        .as("%s", newest)
                        .isBefore(Instant.now(Clock.systemUTC()).minusSeconds(6)));
    }

    private static String commandOf(LocalPod pod) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pod.pid()), "cmdline"));
    }

    private void answerWithBacklog(LocalCluster cluster, List<LocalPod> pods) throws IOException {
        String workers = pods.stream()
                .filter(pod -> pod.role().equals("worker"))
                .map(pod -> "{\"name\": \"" + pod.name() + "\", \"uid\": \"" + uid(cluster, pod)
                        + "\", \"heartbeatAgeSeconds\": 0.5, \"progressAgeSeconds\": 0, \"leases\": 1, \"batches\": [],"
                        + " \"rowsPerSecond\": 100, \"memoryUsedMiB\": 100, \"state\": \"busy\"}")
                .collect(Collectors.joining(","));
        URI api = URI.create("http://" + pods.getFirst().address() + ":9090/internal/sample");
        HttpRequest request = HttpRequest.newBuilder(api)
                .POST(HttpRequest.BodyPublishers.ofString(SAMPLE.replace("WORKERS", workers)))
                .build();
        InetSocketAddress exposed = cluster.expose(
                "default", "houses-api", 8080, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        try {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            URI health = URI.create("http://127.0.0.1:" + exposed.getPort() + "/health");
            assertThat(http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String uid(LocalCluster cluster, LocalPod pod) {
        return cluster.client()
                .pods()
                .inNamespace("default")
                .withName(pod.name())
                .get()
                .getMetadata()
                .getUid();
    }

    private Distribution distribution() throws IOException {
        Path jar = folder.resolve("fake.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeProcess.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        FakeProcess.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return Distribution.of(jar, jar, RedisBinary.find().path());
    }
}

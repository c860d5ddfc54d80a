package io.shapservice.local.node;

import static io.shapservice.local.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.local.controlplane.ControlPlane;
import io.shapservice.local.image.Image;
import io.shapservice.local.image.ImageTable;
import io.shapservice.local.pod.BackOff;
import io.shapservice.local.pod.Kubelet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A control plane with a node whose one image is {@link PodProgram}. */
final class TestNode implements AutoCloseable {
    static final String IMAGE = "pod-program";

    final ControlPlane controlPlane = ControlPlane.start();
    final KubernetesClient client = controlPlane.client();
    final Path state;
    final LocalNode node;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    TestNode() {
        try {
            state = Files.createTempDirectory("local-node-test-").toRealPath();
            BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(1));
            node = LocalNode.start(
                    client,
                    new NodeSettings(state, images(), backOff, Clock.systemUTC(), RandomGenerator.getDefault()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImageTable images() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path classes = Path.of(URI.create(PodProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        List<String> entrypoint = List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "-cp",
                classes.toString(),
                PodProgram.class.getName());
        return new ImageTable(
                Map.of(IMAGE, new Image(entrypoint, Map.of(), Map.of()), "shell", Image.of("/bin/sh", "-c")));
    }

    static ContainerBuilder container() {
        return new ContainerBuilder()
                .withName("main")
                .withImage(IMAGE)
                .withReadinessProbe(probe("/ready"))
                .addNewPort()
                .withName("http")
                .withContainerPort(8080)
                .endPort()
                .addToEnv(new EnvVarBuilder()
                        .withName("POD_IP")
                        .withNewValueFrom()
                        .withNewFieldRef(null, "status.podIP")
                        .endValueFrom()
                        .build());
    }

    static Probe probe(String path) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort("http")
                .endHttpGet()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(5)
                .withFailureThreshold(2)
                .build();
    }

    static Pod pod(String namespace, String name, Container container) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(20L)
                .addToContainers(container)
                .endSpec()
                .build();
    }

    Pod startReady(Pod pod) {
        client.resource(pod).create();
        return untilReady(pod);
    }

    Pod untilReady(Pod pod) {
        return eventually(
                () -> client.resource(pod).get(),
                now -> assertThat(isReady(now))
                        .as("%s is ready: %s", pod.getMetadata().getName(), now == null ? null : now.getStatus())
                        .isTrue());
    }

    void untilGone(Pod pod) {
        eventually(() -> client.resource(pod).get(), now -> assertThat(now).isNull());
    }

    static boolean isReady(Pod pod) {
        return pod != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    static ContainerStatus statusOf(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    static long pidOf(Pod pod) {
        return Long.parseLong(pod.getMetadata().getAnnotations().get(Kubelet.PID_ANNOTATION));
    }

    static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start();
            assertThat(kill.onExit().join().exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(Pod pod, String path, String argument) {
        return ask("http://" + pod.getStatus().getPodIP() + ":8080" + path, argument)
                .orElse("");
    }

    /** Empty when the connection failed, or ended without an answer. */
    Optional<String> ask(String url, String argument) {
        String query = argument.isEmpty() ? "" : "?" + URLEncoder.encode(argument, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + query))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return Optional.of(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controlPlane.close();
    }
}

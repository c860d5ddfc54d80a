package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.local.network.AddressBlock;
import io.shapservice.local.network.ServiceNetwork;
import io.shapservice.local.volume.ConfigSource;
import io.shapservice.local.volume.Volumes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs every pod that no other node runs. Its methods are called by the informers' threads and return at once. */
public final class Kubelet implements AutoCloseable {
    /** Name of the one node. */
    public static final String NODE = "local";
    /** Annotation of a pod: the process that runs as its first container; 0 when none does. */
    public static final String PID_ANNOTATION = "local.shapservice.io/pid";

    private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
    private static final Duration CLOSING_GRACE = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final KubeletSettings settings;
    private final AddressBlock addresses;
    private final ServiceNetwork network;
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Kubelet(KubernetesClient client, KubeletSettings settings, AddressBlock addresses, ServiceNetwork network) {
        this.client = client;
        this.settings = settings;
        this.addresses = addresses;
        this.network = network;
    }

    /** A pod is there, or has changed. */
    public void put(Pod pod) {
        String node = Objects.requireNonNullElse(pod.getSpec().getNodeName(), "");
        if (!node.isEmpty() && !node.equals(NODE)) {
            return;
        }
        ObjectMeta metadata = pod.getMetadata();
        PodWorker worker = workers.get(metadata.getUid());
        if (pod.isMarkedForDeletion()) {
            long grace = Objects.requireNonNullElse(metadata.getDeletionGracePeriodSeconds(), 0L);
            if (worker != null) {
                worker.stop(Duration.ofSeconds(grace));
            } else if (node.equals(NODE)) {
                Thread.ofVirtual().start(() -> new PodReporter(client, metadata).confirmEnd());
            }
        } else if (worker == null && node.isEmpty() && !closed) {
            begin(pod);
        }
    }

    /** A pod was removed without waiting for this node: its processes end at once. */
    public void remove(Pod pod) {
        PodWorker worker = workers.get(pod.getMetadata().getUid());
        if (worker != null) {
            worker.stop(Duration.ZERO);
        }
    }

    private void begin(Pod pod) {
        ObjectMeta metadata = pod.getMetadata();
        PodFrame frame = PodFrame.of(pod, addresses.next(), settings.clock().instant());
        PodReporter reporter = new PodReporter(client, metadata);
        ConfigSource source = new ConfigSource(client, metadata.getNamespace());
        Volumes volumes = new Volumes(pod, settings.podFolder(metadata.getUid()), settings.claims(), source);
        PodWorker worker = new PodWorker(
                frame,
                reporter,
                volumes,
                settings.clock(),
                (container, listener) -> runner(frame, volumes, source, container, listener));
        workers.put(metadata.getUid(), worker);
        Thread.ofVirtual().name("bind-" + metadata.getName()).start(() -> {
            if (!reporter.bind()) {
                worker.stop(Duration.ZERO);
            }
            worker.start(() -> workers.remove(metadata.getUid()));
        });
    }

    private ContainerRunner runner(
            PodFrame frame,
            Volumes volumes,
            ConfigSource source,
            Container container,
            Consumer<ContainerState> listener) {
        var environment = new EnvironmentOfContainer(frame.pod(), container, frame.podIp(), source);
        Launch launch = new Launch(settings.images(), network, volumes, environment, logOf(frame.pod(), container));
        return new ContainerRunner(container, launch, frame, settings.backOff(), settings.clock(), listener);
    }

    private Path logOf(Pod pod, Container container) {
        boolean only = pod.getSpec().getContainers().size() == 1;
        String name = pod.getMetadata().getName() + (only ? "" : "-" + container.getName());
        return settings.logs().resolve(name + ".log");
    }

    /** A ConfigMap has new content. */
    public void configMapChanged(String namespace, String name) {
        refresh(
                namespace,
                pod -> pod.getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getConfigMap() != null
                                && name.equals(volume.getConfigMap().getName())));
    }

    /** A Secret has new content. */
    public void secretChanged(String namespace, String name) {
        refresh(
                namespace,
                pod -> pod.getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getSecret() != null
                                && name.equals(volume.getSecret().getSecretName())));
    }

    private void refresh(String namespace, java.util.function.Predicate<Pod> uses) {
        for (PodWorker worker : workers.values()) {
            Pod pod = worker.frame().pod();
            if (namespace.equals(pod.getMetadata().getNamespace()) && uses.test(pod)) {
                Thread.ofVirtual().name("refresh").start(worker::refreshVolumes);
            }
        }
    }

    /** Stops all pods with a short grace and waits for their ends. */
    @Override
    public void close() {
        closed = true;
        List<PodWorker> all = List.copyOf(workers.values());
        all.forEach(worker -> worker.stop(CLOSING_GRACE));
        try {
            CompletableFuture.allOf(all.stream().map(PodWorker::ended).toArray(CompletableFuture[]::new))
                    .orTimeout(CLOSING_GRACE.plusSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            LOG.warn("not all pods ended in time; what is left is killed", e);
        }
    }
}

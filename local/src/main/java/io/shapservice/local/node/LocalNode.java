package io.shapservice.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.shapservice.local.network.AddressBlock;
import io.shapservice.local.network.ServiceNetwork;
import io.shapservice.local.pod.Kubelet;
import io.shapservice.local.pod.KubeletSettings;
import io.shapservice.local.process.Guardian;
import io.shapservice.local.volume.Claims;
import io.shapservice.local.workload.Workloads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the pods of a control plane as processes of this machine, each on its own loopback address. Containers' images,
 * security and CPU limits mean nothing here; memory limits do.
 */
public final class LocalNode implements AutoCloseable {
    private final KubernetesClient client;
    private final Guardian guardian;
    private final AddressBlock addresses;
    private final ServiceNetwork network;
    private final Kubelet kubelet;
    private final Workloads workloads;
    private final Claims claims;
    private final Map<String, Pod> pods = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    private LocalNode(KubernetesClient client, NodeSettings settings, Guardian guardian, AddressBlock addresses) {
        this.client = client;
        this.guardian = guardian;
        this.addresses = addresses;
        this.network = new ServiceNetwork(client, addresses, pods::values);
        this.kubelet = new Kubelet(
                client,
                new KubeletSettings(settings.stateDirectory(), settings.images(), settings.backOff(), settings.clock()),
                addresses,
                network);
        this.workloads = new Workloads(client, settings.clock());
        this.claims = new Claims(client, settings.stateDirectory().resolve("claims"));
    }

    /** Starts to run what the control plane has and will have. */
    public static LocalNode start(KubernetesClient client, NodeSettings settings) throws IOException {
        Files.createDirectories(settings.stateDirectory().resolve("logs"));
        AddressBlock addresses = AddressBlock.claim(settings.random());
        Guardian guardian = Guardian.start(settings.stateDirectory());
        LocalNode node = new LocalNode(client, settings, guardian, addresses);
        node.watch();
        return node;
    }

    private void watch() {
        informers.add(client.services().inAnyNamespace().inform(new OnChange<>(network::put, network::remove)));
        informers.add(client.configMaps().inAnyNamespace().inform(OnChange.of(this::configMap)));
        informers.add(client.secrets().inAnyNamespace().inform(OnChange.of(this::secret)));
        informers.add(
                client.persistentVolumeClaims().inAnyNamespace().inform(new OnChange<>(claims::put, claims::remove)));
        informers.add(client.pods().inAnyNamespace().inform(new OnChange<>(this::put, this::remove)));
        informers.add(client.apps().replicaSets().inAnyNamespace().inform(OnChange.of(this::<ReplicaSet>workload)));
        informers.add(client.apps().statefulSets().inAnyNamespace().inform(OnChange.of(this::<StatefulSet>workload)));
        informers.add(client.apps().deployments().inAnyNamespace().inform(OnChange.of(this::<Deployment>workload)));
    }

    private void put(Pod pod) {
        pods.put(pod.getMetadata().getUid(), pod);
        kubelet.put(pod);
        workloads.changed(pod);
    }

    private void remove(Pod pod) {
        pods.remove(pod.getMetadata().getUid());
        kubelet.remove(pod);
        workloads.changed(pod);
    }

    private <T extends HasMetadata> void workload(T object) {
        workloads.changed(object);
    }

    private void configMap(ConfigMap map) {
        kubelet.configMapChanged(
                map.getMetadata().getNamespace(), map.getMetadata().getName());
    }

    private void secret(Secret secret) {
        kubelet.secretChanged(
                secret.getMetadata().getNamespace(), secret.getMetadata().getName());
    }

    /**
     * Makes a port of a Service reachable at an address of the user's choice; the Service may come and go.
     *
     * @return where it listens, should the port have been 0
     */
    public InetSocketAddress expose(String namespace, String service, int servicePort, InetSocketAddress listen)
            throws IOException {
        return network.expose(namespace, service, servicePort, listen);
    }

    /** Ends all pods' processes, gently first, and removes the state directory. */
    @Override
    public void close() throws IOException {
        workloads.close();
        kubelet.close();
        informers.forEach(SharedIndexInformer::close);
        network.close();
        try (guardian) {
            addresses.close();
        }
    }
}

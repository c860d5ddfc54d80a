package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Keeps as many pods of one template as a ReplicaSet asks for. */
final class ReplicaSets {
    private static final Comparator<Pod> LEAST_NEEDED = Comparator.comparing(OwnedPods::isReady)
            .thenComparing(pod -> pod.getMetadata().getCreationTimestamp(), Comparator.reverseOrder());

    private final KubernetesClient client;
    private final OwnedPods pods;

    ReplicaSets(KubernetesClient client) {
        this.client = client;
        this.pods = new OwnedPods(client);
    }

    void reconcile(WorkloadKey key) {
        ReplicaSet set = client.apps()
                .replicaSets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (set == null || set.isMarkedForDeletion()) {
            return;
        }
        int desired = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        List<Pod> active = pods.of(set).stream()
                .filter(pod -> !pod.isMarkedForDeletion() && !OwnedPods.isOver(pod))
                .toList();
        for (int i = active.size(); i < desired; i++) {
            String name = key.name() + "-" + UUID.randomUUID().toString().substring(0, 5);
            client.resource(OwnedPods.fromTemplate(set, set.getSpec().getTemplate(), name, Map.of()))
                    .create();
        }
        active.stream()
                .sorted(LEAST_NEEDED)
                .limit(Math.max(0, active.size() - desired))
                .forEach(pod -> client.resource(pod).delete());
        report(set, active);
    }

    private void report(ReplicaSet set, List<Pod> active) {
        int ready = (int) active.stream().filter(OwnedPods::isReady).count();
        ReplicaSetStatus status = new ReplicaSetStatusBuilder()
                .withReplicas(active.size())
                .withFullyLabeledReplicas(active.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withObservedGeneration(set.getMetadata().getGeneration())
                .build();
        if (!status.equals(set.getStatus())) {
            set.setStatus(status);
            client.resource(set).updateStatus();
        }
    }
}

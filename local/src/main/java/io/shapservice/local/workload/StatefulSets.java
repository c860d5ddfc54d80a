package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the numbered pods of a StatefulSet, each with claims of its own that outlive it. */
final class StatefulSets {
    private static final String REVISION = "controller-revision-hash";

    private final KubernetesClient client;
    private final OwnedPods pods;

    StatefulSets(KubernetesClient client) {
        this.client = client;
        this.pods = new OwnedPods(client);
    }

    void reconcile(WorkloadKey key) {
        StatefulSet set = client.apps()
                .statefulSets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (set == null || set.isMarkedForDeletion()) {
            return;
        }
        String revision = OwnedPods.hash(set.getSpec().getTemplate());
        SortedMap<Integer, Pod> present = new TreeMap<>();
        for (Pod pod : pods.of(set)) {
            String name = pod.getMetadata().getName();
            present.put(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)), pod);
        }
        step(set, revision, present);
        report(set, revision, present);
    }

    /** One change at a time, lowest number first when adding, highest first when replacing or removing. */
    private void step(StatefulSet set, String revision, SortedMap<Integer, Pod> present) {
        int desired = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        boolean parallel = "Parallel".equals(set.getSpec().getPodManagementPolicy());
        for (int ordinal = 0; ordinal < desired; ordinal++) {
            Pod pod = present.get(ordinal);
            if (pod == null) {
                create(set, revision, ordinal);
            } else if (OwnedPods.isOver(pod) && !pod.isMarkedForDeletion()) {
                client.resource(pod).delete();
            }
            boolean ready = pod != null && OwnedPods.isReady(pod);
            boolean outdated = pod != null && !isOf(pod, revision);
            if (!ready && !parallel && !outdated) {
                return;
            }
        }
        int last = present.isEmpty() ? -1 : present.lastKey();
        for (int ordinal = last; ordinal >= 0; ordinal--) {
            Pod pod = present.get(ordinal);
            if (pod != null && (ordinal >= desired || !isOf(pod, revision))) {
                if (!pod.isMarkedForDeletion()) {
                    client.resource(pod).delete();
                }
                return;
            }
        }
    }

    private static boolean isOf(Pod pod, String revision) {
        return revision.equals(pod.getMetadata().getLabels().get(REVISION));
    }

    private void create(StatefulSet set, String revision, int ordinal) {
        String name = set.getMetadata().getName() + "-" + ordinal;
        Map<String, String> labels = Map.of(
                REVISION,
                revision,
                "statefulset.kubernetes.io/pod-name",
                name,
                "apps.kubernetes.io/pod-index",
                Integer.toString(ordinal));
        Pod pod = OwnedPods.fromTemplate(set, set.getSpec().getTemplate(), name, labels);
        for (PersistentVolumeClaim template : set.getSpec().getVolumeClaimTemplates()) {
            String volume = template.getMetadata().getName();
            String claim = volume + "-" + name;
            createClaim(set, template, claim);
            pod = new PodBuilder(pod)
                    .editSpec()
                    .removeMatchingFromVolumes(each -> volume.equals(each.getName()))
                    .addNewVolume()
                    .withName(volume)
                    .withNewPersistentVolumeClaim(claim, false)
                    .endVolume()
                    .endSpec()
                    .build();
        }
        client.resource(pod).create();
    }

    private void createClaim(StatefulSet set, PersistentVolumeClaim template, String name) {
        String namespace = set.getMetadata().getNamespace();
        if (client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()
                != null) {
            return;
        }
        var retention = set.getSpec().getPersistentVolumeClaimRetentionPolicy();
        boolean goes = retention != null && "Delete".equals(retention.getWhenDeleted());
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(
                        set.getSpec().getSelector() == null
                                ? null
                                : set.getSpec().getSelector().getMatchLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        if (goes) {
            claim.getMetadata().getOwnerReferences().add(OwnedPods.reference(set));
        }
        client.resource(claim).create();
    }

    private void report(StatefulSet set, String revision, SortedMap<Integer, Pod> present) {
        int ready = (int) present.values().stream().filter(OwnedPods::isReady).count();
        int updated = (int)
                present.values().stream().filter(pod -> isOf(pod, revision)).count();
        String current = updated == present.size()
                ? revision
                : Objects.requireNonNullElse(
                        set.getStatus() == null ? null : set.getStatus().getCurrentRevision(), revision);
        StatefulSetStatus status = new StatefulSetStatusBuilder()
                .withReplicas(present.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUpdatedReplicas(updated)
                .withCurrentReplicas(updated)
                .withCurrentRevision(current)
                .withUpdateRevision(revision)
                .withObservedGeneration(set.getMetadata().getGeneration())
                .build();
        if (!status.equals(set.getStatus())) {
            set.setStatus(status);
            client.resource(set).updateStatus();
        }
    }
}

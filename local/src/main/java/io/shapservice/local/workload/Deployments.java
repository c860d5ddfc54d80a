package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Rolls a Deployment from its old templates to the present one, a ReplicaSet each. */
final class Deployments {
    private static final String HASH = "pod-template-hash";

    private final KubernetesClient client;
    private final Clock clock;

    Deployments(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void reconcile(WorkloadKey key) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (deployment == null || deployment.isMarkedForDeletion()) {
            return;
        }
        String hash = OwnedPods.hash(deployment.getSpec().getTemplate());
        List<ReplicaSet> sets = setsOf(deployment);
        ReplicaSet current = sets.stream()
                .filter(set -> hash.equals(set.getMetadata().getLabels().get(HASH)))
                .findFirst()
                .orElseGet(() -> create(deployment, hash));
        List<ReplicaSet> old = sets.stream()
                .filter(set ->
                        !set.getMetadata().getUid().equals(current.getMetadata().getUid()))
                .toList();
        roll(deployment, current, old);
        report(deployment, setsOf(deployment), hash);
    }

    private List<ReplicaSet> setsOf(Deployment deployment) {
        return client
                .apps()
                .replicaSets()
                .inNamespace(deployment.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(set -> OwnedPods.isControlledBy(set, deployment))
                .toList();
    }

    private void roll(Deployment deployment, ReplicaSet current, List<ReplicaSet> old) {
        int desired = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        Rollout rollout = Rollout.of(desired, deployment.getSpec().getStrategy());
        Rollout.Side now = new Rollout.Side(asked(current), ready(current));
        Rollout.Side before = new Rollout.Side(
                old.stream().mapToInt(Deployments::asked).sum(),
                old.stream().mapToInt(Deployments::ready).sum());
        scale(current, rollout.next(now, before));
        int retire = rollout.retire(now, before);
        for (ReplicaSet set : old) {
            int fewer = Math.min(retire, asked(set));
            retire -= fewer;
            scale(set, asked(set) - fewer);
            if (asked(set) == 0 && replicas(set) == 0) {
                client.resource(set).delete();
            }
        }
    }

    private ReplicaSet create(Deployment deployment, String hash) {
        var template = deployment.getSpec().getTemplate();
        return client.resource(new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withName(deployment.getMetadata().getName() + "-" + hash)
                        .withNamespace(deployment.getMetadata().getNamespace())
                        .withLabels(template.getMetadata().getLabels())
                        .addToLabels(HASH, hash)
                        .withOwnerReferences(OwnedPods.reference(deployment))
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(0)
                        .withNewSelector()
                        .withMatchLabels(template.getMetadata().getLabels())
                        .addToMatchLabels(HASH, hash)
                        .endSelector()
                        .withTemplate(template)
                        .editTemplate()
                        .editMetadata()
                        .addToLabels(HASH, hash)
                        .endMetadata()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private void scale(ReplicaSet set, int replicas) {
        if (asked(set) != replicas) {
            client.resource(new ReplicaSetBuilder(set)
                            .editSpec()
                            .withReplicas(replicas)
                            .endSpec()
                            .build())
                    .update();
        }
    }

    private void report(Deployment deployment, List<ReplicaSet> sets, String hash) {
        int desired = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int all = sets.stream().mapToInt(Deployments::replicas).sum();
        int ready = sets.stream().mapToInt(Deployments::ready).sum();
        int updated = sets.stream()
                .filter(set -> hash.equals(set.getMetadata().getLabels().get(HASH)))
                .mapToInt(Deployments::replicas)
                .sum();
        int unavailable =
                Rollout.of(desired, deployment.getSpec().getStrategy()).unavailable();
        DeploymentStatus status = new DeploymentStatusBuilder()
                .withReplicas(all)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUnavailableReplicas(Math.max(0, desired - ready))
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withConditions(available(deployment.getStatus(), ready >= desired - unavailable))
                .build();
        if (!status.equals(deployment.getStatus())) {
            deployment.setStatus(status);
            client.resource(deployment).updateStatus();
        }
    }

    private DeploymentCondition available(
            @org.jspecify.annotations.Nullable DeploymentStatus before, boolean available) {
        String status = available ? "True" : "False";
        if (before != null) {
            for (DeploymentCondition old : before.getConditions()) {
                if (old.getType().equals("Available") && old.getStatus().equals(status)) {
                    return old;
                }
            }
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new DeploymentConditionBuilder()
                .withType("Available")
                .withStatus(status)
                .withReason(available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable")
                .withLastTransitionTime(now)
                .withLastUpdateTime(now)
                .build();
    }

    private static int asked(ReplicaSet set) {
        return Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
    }

    private static int replicas(ReplicaSet set) {
        return set.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(set.getStatus().getReplicas(), 0);
    }

    private static int ready(ReplicaSet set) {
        return set.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(set.getStatus().getReadyReplicas(), 0);
    }
}

package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One worker pod, as far as decisions need it.
 *
 * @param trouble why it does not do its work
 * @param ended how its process last ended by itself
 */
public record WorkerPod(
        String name,
        String uid,
        int ordinal,
        int incarnation,
        PodPhase phase,
        boolean ready,
        Instant created,
        String templateHash,
        Optional<String> ip,
        Optional<PodTrouble> trouble,
        Optional<ProcessEnd> ended) {

    /** @return empty when the pod does not carry the labels of a worker */
    public static Optional<WorkerPod> of(Pod pod) {
        Optional<Integer> ordinal = Labels.value(pod, Labels.ORDINAL).flatMap(WorkerPod::number);
        Optional<Integer> incarnation = Labels.value(pod, Labels.INCARNATION).flatMap(WorkerPod::number);
        if (ordinal.isEmpty() || incarnation.isEmpty()) {
            return Optional.empty();
        }
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        return Optional.of(new WorkerPod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                ordinal.get(),
                incarnation.get(),
                phase(pod, status),
                condition(status, "Ready")
                        .filter(c -> "True".equals(c.getStatus()))
                        .isPresent(),
                instant(pod.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH),
                templateHash(pod),
                Optional.ofNullable(status.getPodIP()).filter(ip -> !ip.isBlank()),
                PodTrouble.of(pod),
                ProcessEnd.of(pod, container(status))));
    }

    /** Whether it counts towards the fleet's size. */
    public boolean live() {
        return phase == PodPhase.PENDING || phase == PodPhase.RUNNING;
    }

    /** When the scheduler found no node for it. */
    Optional<Instant> unschedulableSince() {
        return trouble.filter(t -> t.kind() == PodTrouble.Kind.UNSCHEDULABLE).flatMap(PodTrouble::since);
    }

    static Optional<Instant> instant(String timestamp) {
        return timestamp == null || timestamp.isBlank() ? Optional.empty() : Optional.of(Instant.parse(timestamp));
    }

    private static PodPhase phase(Pod pod, PodStatus status) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return PodPhase.TERMINATING;
        }
        return switch (status.getPhase() == null ? "" : status.getPhase()) {
            case "Running" -> PodPhase.RUNNING;
            case "Failed", "Succeeded" -> PodPhase.FAILED;
            default -> PodPhase.PENDING;
        };
    }

    private static String templateHash(Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(Labels.TEMPLATE_HASH, "");
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        List<PodCondition> conditions = status.getConditions();
        return conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    private static Optional<ContainerStatus> container(PodStatus status) {
        // Not the first: a mesh may have put a container of its own before it.
        return status.getContainerStatuses().stream()
                .filter(container -> Component.WORKER.label().equals(container.getName()))
                .findFirst();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}

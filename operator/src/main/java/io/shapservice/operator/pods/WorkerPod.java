package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.shapservice.operator.manifest.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One worker pod, as far as decisions need it.
 *
 * @param unschedulableSince when the scheduler found no node for it
 * @param waiting why its container does not run, {@code CrashLoopBackOff} for example
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
        Optional<Instant> unschedulableSince,
        Optional<String> waiting,
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
                condition(status, "PodScheduled")
                        .filter(c -> "Unschedulable".equals(c.getReason()))
                        .flatMap(c -> instant(c.getLastTransitionTime())),
                container(status)
                        .map(ContainerStatus::getState)
                        .map(ContainerState::getWaiting)
                        .map(waiting -> Optional.ofNullable(waiting.getReason()).orElse("")),
                container(status).flatMap(c -> ProcessEnd.of(pod, c))));
    }

    /** Whether it counts towards the fleet's size. */
    public boolean live() {
        return phase == PodPhase.PENDING || phase == PodPhase.RUNNING;
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
        return status.getContainerStatuses().stream().findFirst();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}

package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the process of a worker ended without being asked to.
 *
 * @param exitCode empty when Kubernetes does not tell, as of a pod that its node put out
 */
public record ProcessEnd(String pod, String reason, Optional<Integer> exitCode, Instant at) {
    private static final int DRAINED = 0;
    static final int JAVA_OUT_OF_MEMORY = 3;

    static Optional<ProcessEnd> of(Pod pod, Optional<ContainerStatus> worker) {
        return worker.flatMap(container -> ofContainer(pod, container)).or(() -> ofPod(pod));
    }

    /** For a person. */
    public String sentence() {
        return pod + " ended: " + reason
                + exitCode.map(code -> ", exit code " + code).orElse("");
    }

    private static Optional<ProcessEnd> ofContainer(Pod pod, ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
                .flatMap(Stream::ofNullable)
                .map(ContainerState::getTerminated)
                .flatMap(Stream::ofNullable)
                .filter(end -> end.getExitCode() != null && end.getExitCode() != DRAINED)
                .findFirst()
                .map(end -> new ProcessEnd(
                        pod.getMetadata().getName(),
                        reason(end),
                        Optional.of(end.getExitCode()),
                        WorkerPod.instant(end.getFinishedAt()).orElse(Instant.EPOCH)));
    }

    private static Optional<ProcessEnd> ofPod(Pod pod) {
        if (pod.getStatus() == null || !"Failed".equals(pod.getStatus().getPhase())) {
            return Optional.empty();
        }
        List<PodCondition> conditions = pod.getStatus().getConditions();
        Instant last = conditions.stream()
                .flatMap(c -> WorkerPod.instant(c.getLastTransitionTime()).stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        String reason = PodTrouble.of(pod)
                .filter(trouble -> trouble.kind() == PodTrouble.Kind.EVICTED)
                .map(ignored -> "Evicted")
                .orElse("Error");
        return Optional.of(new ProcessEnd(pod.getMetadata().getName(), reason, Optional.empty(), last));
    }

    private static String reason(ContainerStateTerminated end) {
        if ("OOMKilled".equals(end.getReason())) {
            return "OOMKilled";
        }
        return end.getExitCode() == JAVA_OUT_OF_MEMORY ? "JavaOutOfMemory" : "Error";
    }
}

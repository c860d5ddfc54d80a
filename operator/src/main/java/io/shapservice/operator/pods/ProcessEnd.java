package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How the process of a worker ended without being asked to. */
public record ProcessEnd(String pod, String reason, int exitCode, Instant at) {
    private static final int DRAINED = 0;
    private static final int JAVA_OUT_OF_MEMORY = 3;

    static Optional<ProcessEnd> of(Pod pod, ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
                .flatMap(Stream::ofNullable)
                .map(ContainerState::getTerminated)
                .flatMap(Stream::ofNullable)
                .filter(end -> end.getExitCode() != null && end.getExitCode() != DRAINED)
                .findFirst()
                .map(end -> new ProcessEnd(
                        pod.getMetadata().getName(),
                        reason(end),
                        end.getExitCode(),
                        WorkerPod.instant(end.getFinishedAt()).orElse(Instant.EPOCH)));
    }

    private static String reason(ContainerStateTerminated end) {
        if ("OOMKilled".equals(end.getReason())) {
            return "OOMKilled";
        }
        return end.getExitCode() == JAVA_OUT_OF_MEMORY ? "JavaOutOfMemory" : "Error";
    }
}

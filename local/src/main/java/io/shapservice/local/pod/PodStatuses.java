package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.shapservice.local.pod.ContainerState.Phase;
import io.shapservice.local.pod.ContainerState.Running;
import io.shapservice.local.pod.ContainerState.Terminated;
import io.shapservice.local.pod.ContainerState.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a pod's status from the states of its containers. */
final class PodStatuses {
    private PodStatuses() {}

    /**
     * The status of a pod.
     *
     * @param states of its containers, in the order of the specification
     * @param before keeps the times of conditions that did not change
     */
    static PodStatus of(
            PodFrame frame,
            Map<String, ContainerState> states,
            boolean stopping,
            @Nullable PodStatus before,
            Instant now) {
        boolean ready = !stopping && states.values().stream().allMatch(ContainerState::ready);
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(phase(frame, List.copyOf(states.values())))
                .withHostIP("127.0.0.1")
                .withPodIP(frame.podIp())
                .withPodIPs(new PodIP(frame.podIp()))
                .withStartTime(text(frame.startedAt()));
        frame.pod()
                .getSpec()
                .getContainers()
                .forEach(container -> status.addToContainerStatuses(
                        container(container.getName(), container.getImage(), states.get(container.getName()))));
        for (String always : List.of("PodScheduled", "Initialized")) {
            status.addToConditions(condition(always, true, before, now));
        }
        for (String type : List.of("ContainersReady", "Ready")) {
            status.addToConditions(condition(type, ready, before, now));
        }
        return status.build();
    }

    private static String phase(PodFrame frame, List<ContainerState> states) {
        boolean neverRan = states.stream().anyMatch(state -> state.phase() instanceof Waiting && state.last() == null);
        if (neverRan) {
            return "Pending";
        }
        boolean ended = states.stream().allMatch(state -> state.phase() instanceof Terminated);
        if (!ended || frame.restartPolicy() == RestartPolicy.ALWAYS) {
            return "Running";
        }
        boolean failed =
                states.stream().anyMatch(state -> state.phase() instanceof Terminated end && end.exitCode() != 0);
        return failed ? "Failed" : "Succeeded";
    }

    private static ContainerStatus container(String name, String image, @Nullable ContainerState state) {
        ContainerState known = state == null ? ContainerState.creating() : state;
        ContainerStatusBuilder status = new ContainerStatusBuilder()
                .withName(name)
                .withImage(image)
                .withImageID(image)
                .withReady(known.ready())
                .withStarted(known.started())
                .withRestartCount(known.restarts())
                .withState(phase(known.phase()));
        if (known.last() != null) {
            status.withLastState(phase(known.last()));
        }
        return status.build();
    }

    private static io.fabric8.kubernetes.api.model.ContainerState phase(Phase phase) {
        ContainerStateBuilder state = new ContainerStateBuilder();
        return switch (phase) {
            case Waiting(String reason, String message) ->
                state.withNewWaiting(message.isEmpty() ? null : message, reason).build();
            case Running(Instant since) -> state.withNewRunning(text(since)).build();
            case Terminated end ->
                state.withNewTerminated()
                        .withExitCode(end.exitCode())
                        .withReason(end.reason())
                        .withMessage(end.message().isEmpty() ? null : end.message())
                        .withSignal(end.exitCode() > 128 ? end.exitCode() - 128 : null)
                        .withStartedAt(text(end.startedAt()))
                        .withFinishedAt(text(end.finishedAt()))
                        .endTerminated()
                        .build();
        };
    }

    private static PodCondition condition(String type, boolean holds, @Nullable PodStatus before, Instant now) {
        String status = holds ? "True" : "False";
        String since = text(now);
        if (before != null) {
            since = before.getConditions().stream()
                    .filter(old -> type.equals(old.getType()) && status.equals(old.getStatus()))
                    .map(PodCondition::getLastTransitionTime)
                    .findFirst()
                    .orElse(since);
        }
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(holds ? null : "ContainersNotReady")
                .withLastTransitionTime(since)
                .build();
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

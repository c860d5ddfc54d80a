package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod does not do its work, as Kubernetes tells it.
 *
 * @param detail Kubernetes' own words
 * @param since when that is known
 */
public record PodTrouble(Kind kind, String pod, String detail, Optional<Instant> since) {
    private static final int MOST_DETAIL = 300;

    /** The kinds of trouble, and what a person can do about each. */
    public enum Kind {
        UNSCHEDULABLE("no node has room for it: add nodes, or ask for less memory or CPU, or relax its placement"),
        IMAGE_PULL("its image cannot be pulled: look at the image's name and at podTemplate.imagePullSecrets"),
        CONFIGURATION(
                "its container cannot be made: look whether every Secret and ConfigMap that the resource names exists"),
        OUT_OF_MEMORY("it took more memory than its limit: raise the limit, or set memory.aggressive"),
        CRASH_LOOP("its process ends again and again: kubectl logs --previous tells why"),
        EVICTED("its node put it out: look at the node's memory and disk"),
        NODE_LOST("its node does not answer: it stays until the node is back or is removed"),
        WAITING("its container does not run yet");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }
    }

    /** For a person: which pod, what Kubernetes says, what to do. */
    public String sentence() {
        return pod + ": " + (detail.isBlank() ? "" : detail + "; ") + kind.remedy;
    }

    /** @return empty when nothing is wrong, or nothing out of the ordinary for a pod that starts */
    public static Optional<PodTrouble> of(Pod pod) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        String name = pod.getMetadata().getName();
        return lost(pod, status)
                .or(() -> evicted(name, status))
                .or(() -> unschedulable(name, status))
                .or(() -> status.getContainerStatuses().stream()
                        .flatMap(container -> container(name, container).stream())
                        .findFirst());
    }

    private static Optional<PodTrouble> lost(Pod pod, PodStatus status) {
        boolean told = "NodeLost".equals(status.getReason());
        boolean unreachable = pod.getMetadata().getDeletionTimestamp() != null
                && disruption(status)
                        .filter(c -> "DeletionByTaintManager".equals(c.getReason()))
                        .isPresent();
        return told || unreachable
                ? Optional.of(new PodTrouble(
                        Kind.NODE_LOST, pod.getMetadata().getName(), text(status.getMessage()), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<PodTrouble> evicted(String name, PodStatus status) {
        if (!"Failed".equals(status.getPhase())) {
            return Optional.empty();
        }
        String why = disruption(status).map(PodCondition::getMessage).orElse(status.getMessage());
        boolean evicted =
                "Evicted".equals(status.getReason()) || disruption(status).isPresent();
        return evicted
                ? Optional.of(new PodTrouble(Kind.EVICTED, name, text(why), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<PodTrouble> unschedulable(String name, PodStatus status) {
        return condition(status, "PodScheduled")
                .filter(c -> "Unschedulable".equals(c.getReason()))
                .map(c -> new PodTrouble(
                        Kind.UNSCHEDULABLE, name, text(c.getMessage()), WorkerPod.instant(c.getLastTransitionTime())));
    }

    private static Optional<PodTrouble> container(String pod, ContainerStatus container) {
        ContainerStateWaiting waiting = Optional.ofNullable(container.getState())
                .map(ContainerState::getWaiting)
                .orElse(null);
        if (waiting == null) {
            return Optional.empty();
        }
        String reason = text(waiting.getReason());
        Kind kind = switch (reason) {
            case "", "ContainerCreating", "PodInitializing" -> null;
            case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" -> Kind.IMAGE_PULL;
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" -> Kind.CONFIGURATION;
            case "CrashLoopBackOff" -> killedForMemory(container) ? Kind.OUT_OF_MEMORY : Kind.CRASH_LOOP;
            default -> Kind.WAITING;
        };
        return Optional.ofNullable(kind)
                .map(k -> new PodTrouble(
                        k,
                        pod,
                        waiting.getMessage() == null ? reason : reason + ", " + text(waiting.getMessage()),
                        Optional.empty()));
    }

    private static boolean killedForMemory(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(ContainerState::getTerminated)
                .filter(end -> "OOMKilled".equals(end.getReason())
                        || Objects.equals(end.getExitCode(), ProcessEnd.JAVA_OUT_OF_MEMORY))
                .isPresent();
    }

    private static Optional<PodCondition> disruption(PodStatus status) {
        return condition(status, "DisruptionTarget").filter(c -> "True".equals(c.getStatus()));
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        List<PodCondition> conditions = status.getConditions();
        return conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    private static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= MOST_DETAIL ? text : text.substring(0, MOST_DETAIL);
    }
}

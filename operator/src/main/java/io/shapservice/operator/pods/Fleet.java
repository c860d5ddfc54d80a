package io.shapservice.operator.pods;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The worker pods of one service, by ordinal and incarnation. */
public record Fleet(List<WorkerPod> pods) {
    public Fleet {
        pods = pods.stream()
                .sorted(Comparator.comparingInt(WorkerPod::ordinal).thenComparingInt(WorkerPod::incarnation))
                .toList();
    }

    /** Capacity: what runs or is about to. */
    public List<WorkerPod> live() {
        return with(WorkerPod::live);
    }

    public List<WorkerPod> failed() {
        return with(pod -> pod.phase() == PodPhase.FAILED);
    }

    public int size() {
        return live().size();
    }

    public int ready() {
        return with(pod -> pod.live() && pod.ready()).size();
    }

    /** Since when a pod has waited for a node that has room for it. */
    public Optional<Instant> unschedulableSince() {
        return live().stream().flatMap(pod -> pod.unschedulableSince().stream()).min(Comparator.naturalOrder());
    }

    /** What keeps pods from their work, one of each kind, in the order of the pods. */
    public List<PodTrouble> troubles() {
        Map<PodTrouble.Kind, PodTrouble> first = new LinkedHashMap<>();
        pods.stream().flatMap(pod -> pod.trouble().stream()).forEach(t -> first.putIfAbsent(t.kind(), t));
        return List.copyOf(first.values());
    }

    /** The same fleet, knowing that these pods have been told to go although the cache does not show it yet. */
    public Fleet terminating(Set<String> uids) {
        return new Fleet(pods.stream()
                .map(pod -> uids.contains(pod.uid()) ? going(pod) : pod)
                .toList());
    }

    private static WorkerPod going(WorkerPod pod) {
        return new WorkerPod(
                pod.name(),
                pod.uid(),
                pod.ordinal(),
                pod.incarnation(),
                PodPhase.TERMINATING,
                false,
                pod.created(),
                pod.templateHash(),
                pod.ip(),
                pod.trouble(),
                pod.ended());
    }

    private List<WorkerPod> with(Predicate<WorkerPod> condition) {
        return pods.stream().filter(condition).toList();
    }
}

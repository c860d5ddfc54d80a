package io.shapservice.operator.pods;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who goes first when there are too many: what does no work yet, then the idle, youngest first, and only then the busy. */
final class Victims {
    private Victims() {}

    /** @param busy names of the workers that hold work; empty when that is not known, and then each running one counts as busy */
    static List<WorkerPod> inOrder(List<WorkerPod> live, Optional<Set<String>> busy) {
        Comparator<WorkerPod> byUse = Comparator.comparingInt(pod -> use(pod, busy));
        return live.stream()
                .sorted(byUse.thenComparing(WorkerPod::created, Comparator.reverseOrder())
                        .thenComparing(WorkerPod::ordinal, Comparator.reverseOrder()))
                .toList();
    }

    private static int use(WorkerPod pod, Optional<Set<String>> busy) {
        if (pod.phase() == PodPhase.PENDING) {
            return 0;
        }
        if (works(pod, busy)) {
            return 3;
        }
        return pod.ready() ? 2 : 1;
    }

    /** Whether it holds work; yes when that is not known. */
    static boolean works(WorkerPod pod, Optional<Set<String>> busy) {
        return pod.phase() != PodPhase.PENDING
                && busy.map(names -> names.contains(pod.name())).orElse(true);
    }
}

package io.shapservice.operator.status;

import static io.shapservice.operator.status.ConditionType.WORKERS_AVAILABLE;
import static io.shapservice.operator.status.Finding.no;
import static io.shapservice.operator.status.Finding.yes;

import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.WorkerPod;
import java.util.Optional;
import java.util.Set;

/** Whether there are workers enough, and if not, why. */
final class Workers {
    /** What a container waits for in the ordinary course of things. */
    private static final Set<String> ORDINARY = Set.of("", "ContainerCreating", "PodInitializing");

    private Workers() {}

    static Finding available(Observation seen) {
        Fleet fleet = seen.fleet();
        int needed = seen.workersNeeded();
        int ready = fleet.ready();
        if (ready >= needed) {
            return ready == 0 && fleet.size() == 0
                    ? yes(WORKERS_AVAILABLE, ConditionReason.SCALED_TO_ZERO, "no worker, and none is needed")
                    : yes(WORKERS_AVAILABLE, ConditionReason.ENOUGH_READY, "at least %d ready".formatted(needed));
        }
        String count = "%d of %d workers ready".formatted(ready, needed);
        Optional<Blocker> refused = seen.blockedBy(ConditionReason.CREATE_REFUSED);
        if (refused.isPresent()) {
            return no(
                    WORKERS_AVAILABLE,
                    ConditionReason.CREATE_REFUSED,
                    count + ": " + refused.get().message());
        }
        if (fleet.unschedulableSince().isPresent()) {
            return no(WORKERS_AVAILABLE, ConditionReason.UNSCHEDULABLE, count + ": no node has room for a worker");
        }
        return waiting(fleet)
                .map(pod -> no(
                        WORKERS_AVAILABLE,
                        ConditionReason.CONTAINER_WAITING,
                        "%s: %s waits, %s"
                                .formatted(count, pod.name(), pod.waiting().orElse(""))))
                .orElseGet(() -> no(WORKERS_AVAILABLE, ConditionReason.STARTING, count));
    }

    private static Optional<WorkerPod> waiting(Fleet fleet) {
        return fleet.live().stream()
                .filter(pod ->
                        pod.waiting().filter(why -> !ORDINARY.contains(why)).isPresent())
                .findFirst();
    }
}

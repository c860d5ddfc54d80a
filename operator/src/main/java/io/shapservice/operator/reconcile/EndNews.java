package io.shapservice.operator.reconcile;

import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.ProcessEnd;
import io.shapservice.operator.pods.WorkerPod;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells once of each end of a worker's process that nobody asked for. */
final class EndNews {
    private EndNews() {}

    static void tell(Pass pass, Fleet fleet) {
        Map<String, Instant> told = pass.memory().endsTold;
        for (WorkerPod pod : fleet.pods()) {
            pod.ended()
                    .filter(end -> end.at().isAfter(told.getOrDefault(pod.uid(), pass.memory().takenOver)))
                    .ifPresent(end -> {
                        told.put(pod.uid(), end.at());
                        pass.event(EventReason.WORKER_FAILED, end.sentence() + remedy(pod));
                    });
        }
        told.keySet().retainAll(fleet.pods().stream().map(WorkerPod::uid).collect(Collectors.toSet()));
    }

    private static String remedy(WorkerPod pod) {
        return switch (pod.ended().map(ProcessEnd::reason).orElse("")) {
            case "OOMKilled", "JavaOutOfMemory" ->
                "; its work is done elsewhere. If that happens again, raise memory.limit or set memory.aggressive";
            default -> "; its work is done elsewhere";
        };
    }
}

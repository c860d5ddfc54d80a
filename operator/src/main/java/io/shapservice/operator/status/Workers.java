package io.shapservice.operator.status;

import static io.shapservice.operator.status.ConditionType.WORKERS_AVAILABLE;
import static io.shapservice.operator.status.Finding.no;
import static io.shapservice.operator.status.Finding.yes;

import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodTrouble;
import java.util.List;
import java.util.Optional;

/** Whether there are workers enough, and if not, why. */
final class Workers {
    private static final List<ConditionReason> NO_POD =
            List.of(ConditionReason.QUOTA_EXHAUSTED, ConditionReason.CREATE_REFUSED, ConditionReason.CREATED_TOO_OFTEN);

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
        Optional<Blocker> refused = seen.blockers().stream()
                .filter(blocker -> NO_POD.contains(blocker.reason()))
                .findFirst();
        if (refused.isPresent()) {
            return no(
                    WORKERS_AVAILABLE,
                    refused.get().reason(),
                    count + ": " + refused.get().message());
        }
        Optional<PodTrouble> trouble = fleet.troubles().stream().findFirst();
        return trouble.map(t -> no(WORKERS_AVAILABLE, Troubles.reason(t.kind()), count + "; " + t.sentence()))
                .orElseGet(() -> no(WORKERS_AVAILABLE, ConditionReason.STARTING, count));
    }
}

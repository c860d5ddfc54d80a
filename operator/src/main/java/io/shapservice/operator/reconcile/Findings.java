package io.shapservice.operator.reconcile;

import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.stuck.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the steps of a pass have found out, for the status. */
record Findings(
        Fleet fleet,
        List<Blocker> blockers,
        Optional<Decision> decision,
        Judgement judgement,
        boolean setUp,
        boolean upgradeWaits) {
    Findings {
        blockers = List.copyOf(blockers);
    }

    static Findings beginning(Fleet fleet) {
        return new Findings(fleet, List.of(), Optional.empty(), Judgement.NOTHING, false, false);
    }

    Findings blocked(Blocker blocker) {
        List<Blocker> all = new ArrayList<>(blockers);
        all.add(blocker);
        return new Findings(fleet, all, decision, judgement, setUp, upgradeWaits);
    }

    /** Pods stay as they are until it is this service's turn. */
    Findings waiting() {
        return new Findings(fleet, blockers, decision, judgement, setUp, true);
    }

    /** The children are set up with the Redis that the spec asks for. */
    Findings applied() {
        return new Findings(fleet, blockers, decision, judgement, true, upgradeWaits);
    }

    Findings supervised(Decision made, Judgement judged) {
        return new Findings(fleet, blockers, Optional.of(made), judged, setUp, upgradeWaits);
    }
}

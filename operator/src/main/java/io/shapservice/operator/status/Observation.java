package io.shapservice.operator.status;

import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.crds.status.LastFailure;
import io.shapservice.crds.status.RedisMode;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodTrouble;
import io.shapservice.operator.sampling.SampleView;
import io.shapservice.operator.stuck.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a status is made from.
 *
 * @param apiReady API pods that are Ready
 * @param apiTroubles what keeps API pods from their work
 * @param redisTrouble what keeps the pod of a managed Redis from its work
 * @param decision empty when none was made in this pass
 * @param blockers what kept the operator from doing what the resource asks for
 * @param lastStuck the last worker that this operator replaced as stuck
 * @param upgradeWaits pods are left as an earlier version of the operator made them, until it is their turn
 * @param redisMode which Redis the children are set up with
 */
public record Observation(
        EffectiveSpec spec,
        long generation,
        int apiReady,
        Fleet fleet,
        List<PodTrouble> apiTroubles,
        Optional<PodTrouble> redisTrouble,
        SampleView samples,
        Optional<Decision> decision,
        Judgement judgement,
        List<Blocker> blockers,
        Optional<LastFailure> lastStuck,
        Optional<RedisMode> redisMode,
        boolean upgradeWaits,
        Instant now) {
    public Observation {
        apiTroubles = List.copyOf(apiTroubles);
        blockers = List.copyOf(blockers);
    }

    /** Workers without which the service does not count as ready. */
    int workersNeeded() {
        return spec.workers().mode() == WorkersMode.MANUAL
                ? spec.workers().replicas()
                : spec.workers().minReplicas();
    }
}

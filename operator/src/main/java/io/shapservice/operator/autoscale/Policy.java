package io.shapservice.operator.autoscale;

import io.shapservice.crds.effective.EffectiveWorkers;
import io.shapservice.crds.spec.WorkersMode;
import java.time.Duration;

/** What the resource says about the number of workers. */
public record Policy(WorkersMode mode, int replicas, int min, int max, Duration targetDrain, Duration scaleDownAfter) {
    public static Policy of(EffectiveWorkers workers) {
        return new Policy(
                workers.mode(),
                workers.replicas(),
                workers.minReplicas(),
                Math.max(workers.minReplicas(), workers.maxReplicas()),
                workers.targetDrain(),
                workers.scaleDownAfter());
    }

    int bounded(int workers) {
        return Math.clamp(workers, min, max);
    }
}

package io.shapservice.operator.reconcile;

/** One step of a pass; the order is that of the reconciler's list. */
sealed interface Step
        permits KeepRedisKind,
                RespectPause,
                EnsureRedisPassword,
                AwaitUpgrade,
                ApplyManifests,
                PruneManifests,
                SuperviseFleet {
    StepResult run(Pass pass, Findings soFar);
}

package io.shapservice.operator.reconcile;

/** Leaves everything as it is while the resource says so. */
final class RespectPause implements Step {
    @Override
    public StepResult run(Pass pass, Findings soFar) {
        if (!pass.spec().paused()) {
            return new StepResult.Proceed(soFar);
        }
        // Others must not wait for one that stands still.
        pass.tools().upgrades().leave(pass.service());
        return new StepResult.Halt(soFar);
    }
}

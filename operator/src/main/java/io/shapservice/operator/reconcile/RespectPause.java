package io.shapservice.operator.reconcile;

/** Leaves everything as it is while the resource says so. */
final class RespectPause implements Step {
    @Override
    public StepResult run(Pass pass, Findings soFar) {
        return pass.spec().paused() ? new StepResult.Halt(soFar) : new StepResult.Proceed(soFar);
    }
}

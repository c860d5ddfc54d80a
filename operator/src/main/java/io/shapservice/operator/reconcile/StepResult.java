package io.shapservice.operator.reconcile;

/** How a step ended: with what it found, and whether the next step may run. */
sealed interface StepResult {
    Findings findings();

    record Proceed(Findings findings) implements StepResult {}

    record Halt(Findings findings) implements StepResult {}
}

package io.shapservice.operator.pods;

/** One thing to do to the fleet. */
public sealed interface PodAction {
    record Create(int ordinal, int incarnation) implements PodAction {}

    /** @param graceSeconds between SIGTERM and SIGKILL */
    record Delete(WorkerPod pod, long graceSeconds, Cause cause) implements PodAction {}

    /** Why a pod goes. */
    enum Cause {
        STUCK,
        FAILED,
        SURPLUS,
        OUTDATED
    }
}

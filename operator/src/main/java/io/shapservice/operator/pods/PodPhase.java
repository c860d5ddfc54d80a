package io.shapservice.operator.pods;

/** What a worker pod is good for. */
public enum PodPhase {
    /** Not running yet; counts as capacity. */
    PENDING,
    /** Its process runs; Ready or not. */
    RUNNING,
    /** Ended for good (evicted, node shut down): its containers will not be started again. */
    FAILED,
    /** Being deleted; counts against quota, not as capacity. */
    TERMINATING
}

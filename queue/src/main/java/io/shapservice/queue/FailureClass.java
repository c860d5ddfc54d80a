package io.shapservice.queue;

/** What went wrong with a batch decides whether and when it is tried again. */
public enum FailureClass {
    /** The rows or options cannot be explained: dead at once. */
    INPUT,
    /** The model could not be fetched or read. */
    MODEL_LOAD,
    /** Something that may pass. */
    TRANSIENT,
    /** The worker ran out of memory on it. */
    OOM_SUSPECT,
    /** The worker's own watchdog saw no progress. */
    STALLED,
    /** The lease expired without a word. */
    WORKER_LOST
}

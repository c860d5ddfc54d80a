package io.shapservice.worker.fault;

import java.util.Locale;

/** A step of a worker's work; a fault happens right before or right after it. */
public enum FaultStep {
    CLAIM,
    FETCH_MODEL,
    READ_MODEL,
    FETCH_ROWS,
    /** The explanation of one slice. */
    COMPUTE,
    STORE,
    COMPLETE,
    FAIL,
    RELEASE,
    RENEW,
    LEAVE;

    /** As in {@code fetch-rows}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

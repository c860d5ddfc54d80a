package io.shapservice.queue;

/** States of a job, as the HTTP API names them in lower case. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    PARTIAL,
    FAILED,
    CANCELLED,
    EXPIRED;

    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, PARTIAL, FAILED, CANCELLED, EXPIRED -> true;
        };
    }
}

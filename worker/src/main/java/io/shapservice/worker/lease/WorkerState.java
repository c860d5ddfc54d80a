package io.shapservice.worker.lease;

/** What a worker says of itself in its heartbeat. */
public enum WorkerState {
    IDLE,
    BUSY,
    PAUSED,
    DRAINING;

    /** A drain outranks a pause, a pause outranks work in flight. */
    public static WorkerState of(boolean draining, boolean paused, int held) {
        if (draining) {
            return DRAINING;
        }
        if (paused) {
            return PAUSED;
        }
        return held > 0 ? BUSY : IDLE;
    }

    public String word() {
        return switch (this) {
            case IDLE -> "idle";
            case BUSY -> "busy";
            case PAUSED -> "paused";
            case DRAINING -> "draining";
        };
    }
}

package io.shapservice.worker.lifecycle;

/** Why a worker ends, and the exit code that says so. */
public enum Exit {
    /** Everything it held was finished or given back. */
    DRAINED(0),
    /** It was out of its memory bounds; a fresh process is smaller. */
    MEMORY(0),
    /** Java ran out of memory. */
    OUT_OF_MEMORY(3),
    /** Nothing moved any more. */
    STALLED(4),
    /** A thread that the worker cannot do without has died. */
    BROKEN(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

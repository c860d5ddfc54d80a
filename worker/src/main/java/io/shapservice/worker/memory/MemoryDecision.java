package io.shapservice.worker.memory;

/** What a reading of the memory asks for. */
public enum MemoryDecision {
    /** Below the threshold: claim freely. */
    ADMIT,
    /** Above it: claim nothing, go on in smaller slices. */
    SMALLER_SLICES,
    /** The same, and collect garbage now: only then is it known how much is really needed. */
    COLLECT,
    /** Give everything back, uncharged, and end. */
    RELEASE_AND_EXIT;

    public boolean admits() {
        return this == ADMIT;
    }
}

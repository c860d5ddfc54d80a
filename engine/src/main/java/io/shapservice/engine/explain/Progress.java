package io.shapservice.engine.explain;

/** Told about work as it is done, so that a caller can see that a long call is alive and can stop it. */
@FunctionalInterface
public interface Progress {
    Progress NONE = rows -> true;

    /**
     * Called after each slice.
     *
     * @param rowsDone rows explained so far in this call
     * @return false to stop: the call then ends with {@link java.util.concurrent.CancellationException}
     */
    boolean advanced(int rowsDone);
}

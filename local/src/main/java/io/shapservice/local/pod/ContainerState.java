package io.shapservice.local.pod;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a container does now.
 *
 * @param last how its previous run ended; absent when this is the first
 * @param pid of its process; 0 when none runs
 * @param started whether the startup probe, if any, has passed
 */
record ContainerState(Phase phase, @Nullable Terminated last, int restarts, long pid, boolean started, boolean ready) {

    sealed interface Phase {}

    record Waiting(String reason, String message) implements Phase {}

    record Running(Instant since) implements Phase {}

    record Terminated(int exitCode, String reason, String message, Instant startedAt, Instant finishedAt)
            implements Phase {}

    static ContainerState creating() {
        return waiting(null, 0, "ContainerCreating", "");
    }

    static ContainerState waiting(@Nullable Terminated last, int restarts, String reason, String message) {
        return new ContainerState(new Waiting(reason, message), last, restarts, 0, false, false);
    }

    ContainerState withStarted(boolean isStarted, boolean isReady) {
        return new ContainerState(phase, last, restarts, pid, isStarted, isReady);
    }
}

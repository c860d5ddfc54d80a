package io.shapservice.local.pod;

import org.jspecify.annotations.Nullable;

/** Whether a container that ended starts again. */
enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    static RestartPolicy of(@Nullable String name) {
        return switch (name) {
            case "OnFailure" -> ON_FAILURE;
            case "Never" -> NEVER;
            case null, default -> ALWAYS;
        };
    }

    boolean restartsAfter(int exitCode) {
        return switch (this) {
            case ALWAYS -> true;
            case ON_FAILURE -> exitCode != 0;
            case NEVER -> false;
        };
    }
}

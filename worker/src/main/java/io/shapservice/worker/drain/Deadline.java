package io.shapservice.worker.drain;

import java.time.Duration;

/** A moment from now on. */
final class Deadline {
    private final long at;

    Deadline(Duration fromNow) {
        this.at = System.nanoTime() + fromNow.toNanos();
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }
}

package io.shapservice.cli.demo;

import java.time.Duration;

/** Time since the demo began. */
final class Stopwatch {
    private final long started = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

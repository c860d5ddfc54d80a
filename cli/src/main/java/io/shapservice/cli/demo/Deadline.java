package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come true; the time is generous, because the machine may be busy, and its end is a failure with its reason. */
final class Deadline {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Deadline() {}

    /** A look at the world: true when what is awaited has happened. */
    interface Look {
        boolean happened() throws Exception;
    }

    /** @param awaited what must come true, as a sentence without its end: "the service is Ready" */
    static Duration await(String awaited, Duration longest, Look look) throws Exception {
        long started = System.nanoTime();
        while (!look.happened()) {
            if (System.nanoTime() - started > longest.toNanos()) {
                throw new PromiseBroken(awaited + ": not within " + Figures.duration(longest));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting: " + awaited);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

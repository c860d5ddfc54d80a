package io.shapservice.operator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that others bring about. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Eventually() {}

    /** Repeats the assertion until it holds; after the deadline its own failure is the answer. */
    public static void assertEventually(Runnable assertion) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }
}

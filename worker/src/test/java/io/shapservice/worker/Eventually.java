package io.shapservice.worker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, and fails with its description when it does not. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Eventually() {}

    /** Generous, because the machine may be busy with other builds. */
    public static void holds(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!check(what, condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("within " + DEADLINE.toSeconds() + " s it did not happen that " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** A thread of that name waits for another one. */
    public static void threadWaits(String name) {
        holds(
                "thread " + name + " waits",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(
                                thread -> thread.getName().equals(name) && thread.getState() == Thread.State.WAITING));
    }

    private static boolean check(String what, Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError("while waiting until " + what, e);
        }
    }
}

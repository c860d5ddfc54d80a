package io.shapservice.apiserver;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition with a deadline that a slow machine can keep. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** The first value that satisfies the condition. */
    static <T> T get(Supplier<T> value, Predicate<T> enough) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        T seen = value.get();
        while (!enough.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + seen + " after " + DEADLINE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = value.get();
        }
        return seen;
    }
}

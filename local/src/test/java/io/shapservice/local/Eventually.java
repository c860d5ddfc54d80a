package io.shapservice.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowingConsumer;

/** Looks again and again until an assertion holds, for as long as a busy machine may need. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private Eventually() {}

    /** The first value that passes; the last failure when none did in time. */
    public static <T> T eventually(Supplier<T> supplier, ThrowingConsumer<T> assertion) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                T value = supplier.get();
                assertion.accept(value);
                return value;
            } catch (AssertionError | RuntimeException failure) {
                if (System.nanoTime() > deadline) {
                    throw failure;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}

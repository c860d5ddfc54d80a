package io.shapservice.worker.fault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** True the so manieth time that it is asked, and only then. */
final class Countdown implements BooleanSupplier {
    private final AtomicInteger left;

    Countdown(int nth) {
        left = new AtomicInteger(nth);
    }

    @Override
    public boolean getAsBoolean() {
        return left.decrementAndGet() == 0;
    }
}

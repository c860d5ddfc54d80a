package io.shapservice.worker.outage;

import io.shapservice.redis.Outcome;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Repeats a call to Redis until it is answered, for as long as the answer is of use. */
public final class Patience {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(1);

    private final Lifecycle lifecycle;
    private final Vitals vitals;
    private final RandomGenerator random;

    public Patience(Lifecycle lifecycle, Vitals vitals, RandomGenerator random) {
        this.lifecycle = lifecycle;
        this.vitals = vitals;
        this.random = random;
    }

    /**
     * @param useful asked before each try after the first
     * @return the answer, or empty when it was no longer useful or the worker ends
     */
    public <T> Optional<T> untilAnswered(Supplier<Outcome<T>> call, BooleanSupplier useful) {
        Backoff backoff = new Backoff(FIRST, MOST, random);
        while (true) {
            Outcome<T> outcome = call.get();
            vitals.called();
            if (outcome instanceof Outcome.Ok<T>(T value)) {
                return Optional.of(value);
            }
            if (lifecycle.awaitAbandon(backoff.next()) || !useful.getAsBoolean()) {
                return Optional.empty();
            }
        }
    }
}

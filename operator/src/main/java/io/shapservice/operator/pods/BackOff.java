package io.shapservice.operator.pods;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that has failed may be tried again: later after each failure, and as if nothing had been after a quiet time.
 *
 * @param failures one after the other
 */
public record BackOff(int failures, Instant last) {
    public static final BackOff NONE = new BackOff(0, Instant.EPOCH);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 6;

    public BackOff failed(Instant now) {
        return new BackOff(forgotten(now) ? 1 : failures + 1, now);
    }

    /** At once after a first failure, 10 s after the second, twice that after each further one, 2 minutes at most. */
    public Instant until() {
        if (failures < 2) {
            return last;
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 2));
        return last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }

    public boolean waits(Instant now) {
        return until().isAfter(now);
    }

    private boolean forgotten(Instant now) {
        return last.plus(FORGOTTEN).isBefore(now);
    }
}

package io.shapservice.worker.watchdog;

import io.shapservice.worker.lease.Vitals;
import java.time.Duration;

/**
 * Adds up the time for which nothing moved. Time that the watchdog itself did not see (a stopped process, a paused machine) does
 * not count: whoever was frozen with everyone else is not stuck.
 */
final class StallClock {
    private final long limit;
    private final long mostPerTick;
    private Vitals.Signs last = new Vitals.Signs(-1, -1, false);
    private long still;

    /** @param tick how often {@link #stalled} is asked */
    StallClock(Duration limit, Duration tick) {
        this.limit = limit.toNanos();
        this.mostPerTick = 2 * tick.toNanos();
    }

    /** @param elapsed nanoseconds since the last question */
    boolean stalled(long elapsed, boolean holding, Vitals.Signs now) {
        boolean moved = now.work() != last.work() || (!now.working() && now.calls() != last.calls());
        last = now;
        still = !holding || moved ? 0 : still + Math.min(elapsed, mostPerTick);
        return still >= limit;
    }
}

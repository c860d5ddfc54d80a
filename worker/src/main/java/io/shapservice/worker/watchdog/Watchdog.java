package io.shapservice.worker.watchdog;

import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the worker when it holds work and nothing has moved for half of T, so that its batches need not wait for their leases. */
public final class Watchdog implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(10);

    private final HeldBatches held;
    private final Vitals vitals;
    private final Lifecycle lifecycle;
    private final Duration limit;
    private final Duration tick;
    private final Runnable onStall;
    private volatile long tickedAt = System.nanoTime();

    /**
     * @param limit how long nothing may move
     * @param onStall gives the batches back and ends the worker, in bounded time
     */
    public Watchdog(
            HeldBatches held, Vitals vitals, Lifecycle lifecycle, Duration limit, Duration tick, Runnable onStall) {
        this.held = held;
        this.vitals = vitals;
        this.lifecycle = lifecycle;
        this.limit = limit;
        this.tick = tick;
        this.onStall = onStall;
    }

    @Override
    public void run() {
        StallClock clock = new StallClock(limit, tick);
        while (!lifecycle.awaitHeartbeatEnd(tick)) {
            long now = System.nanoTime();
            boolean stalled = clock.stalled(now - tickedAt, held.size() > 0, vitals.signs());
            tickedAt = now;
            if (stalled) {
                LOG.error(
                        "{} batches held and nothing has moved for {} s; threads:\n{}",
                        held.size(),
                        limit.toMillis() / 1000.0,
                        ThreadDump.take());
                onStall.run();
                return;
            }
        }
    }

    /** Whether the watchdog itself is at work: what liveness means. Says nothing about Redis or progress. */
    public boolean alive() {
        Duration patience = limit.compareTo(SHORTEST_PATIENCE) > 0 ? limit : SHORTEST_PATIENCE;
        return System.nanoTime() - tickedAt < patience.toNanos();
    }
}

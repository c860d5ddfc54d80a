package io.shapservice.worker.watchdog;

import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;
import io.shapservice.worker.drain.ChargedReturn;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;

/** Gives the batches of a stalled worker back; what hangs may be the way to Redis, so it does not wait for long. */
public final class StallReport implements Runnable {
    private final ChargedReturn giveBack;
    private final Lifecycle lifecycle;
    private final Duration atMost;
    private final Failure reason;

    /** @param stalledFor told as the reason */
    public StallReport(
            ChargedReturn giveBack, Lifecycle lifecycle, String worker, Duration stalledFor, Duration atMost) {
        this.giveBack = giveBack;
        this.lifecycle = lifecycle;
        this.atMost = atMost;
        this.reason = new Failure(
                FailureClass.STALLED,
                "the worker " + worker + " made no progress for " + stalledFor.toMillis() / 1000.0 + " s");
    }

    @Override
    public void run() {
        lifecycle.abandon();
        Thread returning = Thread.ofPlatform().daemon().name("stalled").start(() -> giveBack.run(reason));
        try {
            returning.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lifecycle.end(Exit.STALLED);
    }
}

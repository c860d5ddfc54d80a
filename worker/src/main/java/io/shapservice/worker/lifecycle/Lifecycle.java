package io.shapservice.worker.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far this worker is on its way from claiming to its end. Every wait of a stage is a wait for the next step. */
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final CountDownLatch draining = new CountDownLatch(1);
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final CountDownLatch silent = new CountDownLatch(1);
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** Whether new work may be claimed. */
    public boolean claiming() {
        return draining.getCount() > 0;
    }

    /** Whether what is under way is to be left as it is. */
    public boolean abandoning() {
        return abandoned.getCount() == 0;
    }

    /** @param told once, when claiming stops */
    public void onDrain(Runnable told) {
        var _ = drained.thenRun(told);
    }

    /** Stops claiming; work in flight goes on. */
    public void drain() {
        draining.countDown();
        drained.complete(null);
    }

    /** Stops claiming, computing and retrying. */
    public void abandon() {
        drain();
        abandoned.countDown();
    }

    /** The last heartbeat has been sent. */
    public void endHeartbeat() {
        silent.countDown();
    }

    /** The first reason counts. */
    public void end(Exit reason) {
        abandon();
        endHeartbeat();
        if (exit.complete(reason)) {
            LOG.info("ends: {}, exit code {}", reason, reason.code());
        }
    }

    public CompletableFuture<Exit> exit() {
        return exit;
    }

    /** Waits that long, or until claiming stops; true when it has. */
    public boolean awaitDrain(Duration atMost) {
        return await(draining, atMost);
    }

    /** Waits that long, or until everything is to be left as it is; true when so. */
    public boolean awaitAbandon(Duration atMost) {
        return await(abandoned, atMost);
    }

    /** Waits that long, or until the heartbeat is to end; true when so. */
    public boolean awaitHeartbeatEnd(Duration atMost) {
        return await(silent, atMost);
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

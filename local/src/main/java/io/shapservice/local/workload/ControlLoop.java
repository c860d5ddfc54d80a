package io.shapservice.local.workload;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that brings named objects to their desired state, each as often as asked, and again after a failure. */
final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final long RETRY_MILLIS = 500;

    private final BlockingQueue<Entry> queue = new DelayQueue<>();
    private final Set<WorkloadKey> waiting = ConcurrentHashMap.newKeySet();
    private final Reconciler reconciler;
    private final Thread thread;

    /** Brings one object closer to its desired state; called again when anything of it changes. */
    interface Reconciler {
        void reconcile(WorkloadKey key);
    }

    private record Entry(WorkloadKey key, long dueNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    ControlLoop(Reconciler reconciler) {
        this.reconciler = reconciler;
        this.thread = Thread.ofVirtual().name("workloads").start(this::run);
    }

    void enqueue(WorkloadKey key) {
        if (waiting.add(key)) {
            queue.add(new Entry(key, System.nanoTime()));
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                WorkloadKey key = queue.take().key();
                waiting.remove(key);
                try {
                    reconciler.reconcile(key);
                } catch (RuntimeException e) {
                    LOG.debug("{} is tried again", key, e);
                    if (waiting.add(key)) {
                        queue.add(new Entry(key, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS)));
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.trace("the control loop ends", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Probes one run of a container until it is closed: startup first, then liveness and readiness side by side. */
final class Probing implements AutoCloseable {
    private final Container container;
    private final ProbeCheck check;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Hears what the probes find out. */
    interface Listener {
        void startedUp();

        void readiness(boolean ready);

        /**
         * The container is to be restarted.
         *
         * @param probe which gave up
         */
        void unhealthy(Probe probe, String why);
    }

    Probing(Container container, ProbeCheck check, Listener listener) {
        this.container = container;
        this.check = check;
        this.listener = listener;
    }

    void start() {
        Thread.ofVirtual().name("probe-startup-" + container.getName()).start(this::run);
    }

    private void run() {
        Probe startup = container.getStartupProbe();
        if (startup != null && !untilPassed(startup)) {
            return;
        }
        listener.startedUp();
        Probe liveness = container.getLivenessProbe();
        if (liveness != null) {
            Thread.ofVirtual().name("probe-liveness-" + container.getName()).start(() -> watch(liveness));
        }
        Probe readiness = container.getReadinessProbe();
        if (readiness == null) {
            listener.readiness(true);
        } else {
            readiness(readiness);
        }
    }

    private boolean untilPassed(Probe probe) {
        int failures = 0;
        boolean open = pause(initialDelay(probe));
        while (open) {
            Optional<String> failure = check.failure(probe);
            if (failure.isEmpty()) {
                return true;
            }
            if (++failures >= threshold(probe.getFailureThreshold(), 3)) {
                listener.unhealthy(probe, "Startup probe failed: " + failure.get());
                return false;
            }
            open = pause(period(probe));
        }
        return false;
    }

    private void watch(Probe probe) {
        int failures = 0;
        boolean open = pause(initialDelay(probe));
        while (open) {
            Optional<String> failure = check.failure(probe);
            failures = failure.isEmpty() ? 0 : failures + 1;
            if (failures >= threshold(probe.getFailureThreshold(), 3)) {
                listener.unhealthy(probe, "Liveness probe failed: " + failure.orElse(""));
                return;
            }
            open = pause(period(probe));
        }
    }

    private void readiness(Probe probe) {
        boolean ready = false;
        int inARow = 0;
        boolean open = pause(initialDelay(probe));
        while (open) {
            boolean passed = check.failure(probe).isEmpty();
            inARow = passed == ready ? 0 : inARow + 1;
            int needed = passed ? threshold(probe.getSuccessThreshold(), 1) : threshold(probe.getFailureThreshold(), 3);
            if (passed != ready && inARow >= needed) {
                ready = passed;
                inARow = 0;
                listener.readiness(ready);
            }
            open = pause(period(probe));
        }
    }

    private static long initialDelay(Probe probe) {
        return Objects.requireNonNullElse(probe.getInitialDelaySeconds(), 0);
    }

    private static long period(Probe probe) {
        return threshold(probe.getPeriodSeconds(), 10);
    }

    private static int threshold(@org.jspecify.annotations.Nullable Integer value, int absent) {
        return value == null || value <= 0 ? absent : value;
    }

    /** Whether there was no end meanwhile. */
    private boolean pause(long seconds) {
        try {
            return !closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.shapservice.local.pod.ContainerState.Running;
import io.shapservice.local.pod.ContainerState.Terminated;
import io.shapservice.local.process.ChildProcess;
import io.shapservice.local.volume.NotYetException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one container of a pod, again and again as its restart policy says, until it is stopped. */
final class ContainerRunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerRunner.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Container container;
    private final Launch launch;
    private final String podIp;
    private final RestartPolicy policy;
    private final Duration podGrace;
    private final BackOff backOff;
    private final Clock clock;
    private final Consumer<ContainerState> listener;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private ContainerState state = ContainerState.creating();
    private @Nullable Stop stop;
    private int failures;

    /** What a container is told; each run ends by exactly one {@link Exited}. */
    private sealed interface Signal {}

    private record Exited(int code) implements Signal {}

    private record Unhealthy(String why, Duration grace) implements Signal {}

    private record OverLimit(long bytes) implements Signal {}

    private record StartedUp() implements Signal {}

    private record Readiness(boolean ready) implements Signal {}

    private record Stop(long deadlineNanos) implements Signal {}

    ContainerRunner(
            Container container,
            Launch launch,
            PodFrame frame,
            BackOff backOff,
            Clock clock,
            Consumer<ContainerState> listener) {
        this.container = container;
        this.launch = launch;
        this.podIp = frame.podIp();
        this.policy = frame.restartPolicy();
        this.podGrace = frame.grace();
        this.backOff = backOff;
        this.clock = clock;
        this.listener = listener;
    }

    /** Ends the container: SIGTERM, and SIGKILL when the grace is over. A later, shorter grace counts. */
    void stop(Duration grace) {
        signals.add(new Stop(System.nanoTime() + grace.toNanos()));
    }

    @Override
    public void run() {
        try {
            while (stop == null) {
                ChildProcess process = begin();
                if (process == null) {
                    listen(RETRY);
                    continue;
                }
                Terminated end = supervise(process);
                if (stop != null || !policy.restartsAfter(end.exitCode())) {
                    publish(new ContainerState(end, state.last(), state.restarts(), 0, false, false));
                    return;
                }
                Duration wait = backOffAfter(end);
                publish(ContainerState.waiting(
                        end,
                        state.restarts(),
                        "CrashLoopBackOff",
                        "back-off " + wait.toMillis() + "ms restarting failed container=" + container.getName()));
                listen(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration backOffAfter(Terminated end) {
        boolean ranLong = Duration.between(end.startedAt(), end.finishedAt()).compareTo(backOff.forgottenAfter()) >= 0;
        failures = ranLong ? 1 : failures + 1;
        return backOff.after(failures);
    }

    private @Nullable ChildProcess begin() {
        try {
            ChildProcess process = ChildProcess.start(launch.specification());
            int restarts = state.last() == null ? 0 : state.restarts() + 1;
            publish(new ContainerState(
                    new Running(clock.instant()), state.last(), restarts, process.pid(), false, false));
            return process;
        } catch (NotYetException e) {
            publish(ContainerState.waiting(state.last(), state.restarts(), e.reason(), e.detail()));
        } catch (IOException | RuntimeException e) {
            LOG.debug("container {} does not start yet", container.getName(), e);
            publish(ContainerState.waiting(state.last(), state.restarts(), "RunContainerError", e.toString()));
        }
        return null;
    }

    private Terminated supervise(ChildProcess process) throws InterruptedException {
        Instant startedAt = clock.instant();
        process.whenExited(code -> signals.add(new Exited(code)));
        ProbeCheck check = new ProbeCheck(container, podIp, launch::beside);
        try (Probing probing = new Probing(container, check, new ProbeResults());
                MemoryWatch memory =
                        MemoryWatch.start(container, process, launch.log(), used -> signals.add(new OverLimit(used)))) {
            probing.start();
            Ending ending = new Ending(process, memory.limitBytes());
            while (true) {
                Signal signal = ending.next();
                switch (signal) {
                    case Exited(int code) -> {
                        return ending.describe(code, startedAt, clock.instant());
                    }
                    case Unhealthy(String why, Duration grace) -> ending.begin(why, grace);
                    case OverLimit(long bytes) -> ending.outOfMemory(bytes);
                    case StartedUp() -> publish(state.withStarted(true, state.ready()));
                    case Readiness(boolean ready) -> publish(state.withStarted(state.started(), ready));
                    case Stop now -> {
                        stop = now;
                        ending.begin("", Duration.ofNanos(now.deadlineNanos() - System.nanoTime()));
                    }
                }
            }
        }
    }

    /** Waits, but not past a stop. */
    private void listen(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (stop == null) {
            Signal signal = signals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                return;
            }
            if (signal instanceof Stop now) {
                stop = now;
            }
        }
    }

    private void publish(ContainerState next) {
        state = next;
        listener.accept(next);
    }

    /** Passes the probes' findings on to the runner's own thread. */
    private final class ProbeResults implements Probing.Listener {
        @Override
        public void startedUp() {
            signals.add(new StartedUp());
        }

        @Override
        public void readiness(boolean ready) {
            signals.add(new Readiness(ready));
        }

        @Override
        public void unhealthy(Probe probe, String why) {
            Long own = probe.getTerminationGracePeriodSeconds();
            signals.add(new Unhealthy(why, own == null ? podGrace : Duration.ofSeconds(own)));
        }
    }

    /** The last part of a run: asked to end, then made to. */
    private final class Ending {
        private final ChildProcess process;
        private final long limitBytes;
        private long deadline = Long.MAX_VALUE;
        private boolean asked;
        private boolean killed;
        private boolean overLimit;
        private String why = "";

        Ending(ChildProcess process, long limitBytes) {
            this.process = process;
            this.limitBytes = limitBytes;
        }

        Signal next() throws InterruptedException {
            while (asked && !killed) {
                long left = deadline - System.nanoTime();
                Signal signal = left > 0 ? signals.poll(left, TimeUnit.NANOSECONDS) : null;
                if (signal != null) {
                    return signal;
                }
                killed = true;
                process.kill();
            }
            return signals.take();
        }

        void begin(String reason, Duration grace) {
            long wanted = System.nanoTime() + grace.toNanos();
            deadline = asked ? Math.min(deadline, wanted) : wanted;
            if (!asked) {
                asked = true;
                why = reason;
                publish(state.withStarted(state.started(), false));
                process.terminate();
            }
        }

        void outOfMemory(long bytes) {
            overLimit = true;
            why = "used " + bytes + " bytes of memory, more than its limit of " + limitBytes;
            killed = true;
            asked = true;
            process.kill();
        }

        Terminated describe(int code, Instant startedAt, Instant finishedAt) {
            String reason = code == 0 ? "Completed" : "Error";
            return new Terminated(code, overLimit ? "OOMKilled" : reason, why, startedAt, finishedAt);
        }
    }
}

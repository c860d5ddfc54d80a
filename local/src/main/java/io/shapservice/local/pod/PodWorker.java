package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.local.volume.NotYetException;
import io.shapservice.local.volume.Volumes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pod from its binding to its end: runs its containers and reports their states. */
final class PodWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);
    private static final long RETRY_MILLIS = 300;

    private final PodFrame frame;
    private final PodReporter reporter;
    private final Volumes volumes;
    private final Clock clock;
    private final Map<String, ContainerState> states = new LinkedHashMap<>();
    private final List<ContainerRunner> runners = new ArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private final AtomicInteger alive = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable PodStatus reported;
    private volatile boolean stopping;

    PodWorker(
            PodFrame frame,
            PodReporter reporter,
            Volumes volumes,
            Clock clock,
            BiFunction<Container, Consumer<ContainerState>, ContainerRunner> runnerOf) {
        this.frame = frame;
        this.reporter = reporter;
        this.volumes = volumes;
        this.clock = clock;
        for (Container container : frame.pod().getSpec().getContainers()) {
            states.put(container.getName(), ContainerState.creating());
            runners.add(runnerOf.apply(container, state -> update(container.getName(), state)));
        }
    }

    /** Completes when the pod's processes have ended and the API server has been told. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    PodFrame frame() {
        return frame;
    }

    void start(Runnable onEnd) {
        Thread.ofVirtual().name("pod-" + name()).start(() -> {
            try {
                run();
            } finally {
                onEnd.run();
                ended.complete(null);
            }
        });
    }

    /** Ends the pod within a grace; asking again with a shorter one is fine. */
    void stop(Duration grace) {
        stopping = true;
        runners.forEach(runner -> runner.stop(grace));
        changes.release();
    }

    /** Brings what ConfigMaps and Secrets gave to its volumes up to date. */
    void refreshVolumes() {
        try {
            volumes.refresh();
        } catch (IOException | NotYetException | KubernetesClientException e) {
            LOG.warn("the volumes of pod {} keep their old content", name(), e);
        }
    }

    private void run() {
        try {
            alive.set(runners.size());
            runners.forEach(runner -> Thread.ofVirtual().name("container").start(() -> {
                try {
                    runner.run();
                } finally {
                    alive.decrementAndGet();
                    changes.release();
                }
            }));
            report();
            reporter.confirmEnd();
        } catch (KubernetesClientException e) {
            LOG.debug("the end of pod {} was not confirmed", name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void update(String container, ContainerState state) {
        synchronized (states) {
            states.put(container, state);
        }
        changes.release();
    }

    /** Reports until all containers have ended as asked; changes that come together are one report. */
    private void report() throws InterruptedException {
        while (true) {
            boolean over = stopping && alive.get() == 0;
            boolean told = tell();
            if (over) {
                return;
            }
            if (told) {
                changes.acquire();
            } else {
                changes.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
            changes.drainPermits();
        }
    }

    private boolean tell() {
        Map<String, ContainerState> now;
        synchronized (states) {
            now = new LinkedHashMap<>(states);
        }
        PodStatus status = PodStatuses.of(frame, now, stopping, reported, clock.instant());
        if (status.equals(reported)) {
            return true;
        }
        try {
            reporter.status(status, now.values().iterator().next().pid());
            reported = status;
            return true;
        } catch (KubernetesClientException e) {
            LOG.warn("the status of pod {} was not written: {}", name(), e.getMessage());
            return false;
        }
    }

    private String name() {
        return frame.pod().getMetadata().getName();
    }
}

package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.local.LocalPod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A worker that is stopped while it holds work loses the work to another and its place to a new pod. */
record FreezeWorker() implements Step {
    /** {@code stuckAfter} of the sample's resource. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private static final Duration PROMISED = STUCK_AFTER.plusSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private record Frozen(LocalPod pod, List<String> batches, Duration at) {}

    @Override
    public String title() {
        return "frozen worker";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var service = stage.service();
        Frozen frozen;
        try (var sample = WorkerSample.of(service)) {
            frozen = freezeOneAtWork(stage, sample);
        }
        var before = names(service);
        var pod = frozen.pod().name();
        stage.decisions.show(
                frozen.at(),
                "SIGSTOP",
                "%s (pid %d), which holds %s".formatted(pod, frozen.pod().pid(), shortened(frozen.batches())));

        Deadline.await(
                pod + " is found stuck",
                LONGEST,
                () -> stage.decisions.first("WorkerStuck", frozen.at(), pod).isPresent());
        Deadline.await("another pod takes its place", LONGEST, () -> isReplaced(service, frozen, before));
        var replaced = stage.stopwatch.elapsed().minus(frozen.at());
        for (var batch : frozen.batches()) {
            Deadline.await("another worker does batch " + batch, LONGEST, () -> seen(stage, batch));
        }
        PromiseBroken.unless(
                replaced.compareTo(PROMISED) <= 0,
                "%s was replaced %s after it froze, promised within %s"
                        .formatted(pod, Figures.duration(replaced), Figures.duration(PROMISED)));
        var found = stage.decisions
                .first("WorkerStuck", frozen.at(), pod)
                .orElseThrow()
                .at()
                .minus(frozen.at());
        return "found stuck after %s, replaced after %s (promised: 20 s), its %s done by others after %s"
                .formatted(
                        Figures.duration(found),
                        Figures.duration(replaced),
                        frozen.batches().size() == 1
                                ? "batch"
                                : frozen.batches().size() + " batches",
                        Figures.duration(recovered(stage, frozen)));
    }

    /** Between two batches a worker holds nothing for a moment: then it goes on, and the next try is made. */
    private static Frozen freezeOneAtWork(Stage stage, WorkerSample sample) throws Exception {
        var service = stage.service();
        for (int attempt = 0; attempt < 50; attempt++) {
            for (var worker : sample.read().workers()) {
                var pod = service.pod(worker.name()).filter(candidate -> candidate.pid() != 0);
                if (worker.leases() == 0 || pod.isEmpty()) {
                    continue;
                }
                var at = stage.stopwatch.elapsed();
                Signal.STOP.send(pod.get().pid());
                var batches = heldWhileStopped(sample, worker.name());
                if (!batches.isEmpty()) {
                    return new Frozen(pod.get(), batches, at);
                }
                Signal.CONT.send(pod.get().pid());
            }
        }
        throw new PromiseBroken("no worker was found at work");
    }

    /** What it holds by a sample that was certainly taken after it stopped: an API may answer with one of half a second ago. */
    private static List<String> heldWhileStopped(WorkerSample sample, String worker) throws Exception {
        long stoppedAt = sample.read().redisTimeMillis();
        Deadline.await(
                "a fresh sample is served",
                Duration.ofSeconds(30),
                () -> sample.read().redisTimeMillis() > stoppedAt + 600);
        return WorkerSample.worker(sample.read(), worker)
                .map(state -> state.batches())
                .orElse(List.of());
    }

    private static Set<String> names(ServiceView service) {
        return service.pods("worker").stream().map(LocalPod::name).collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isReplaced(ServiceView service, Frozen frozen, Set<String> before) {
        var old = service.pod(frozen.pod().name());
        boolean leaving = old.isEmpty() || old.get().phase().equals("Terminating");
        return leaving && names(service).stream().anyMatch(name -> !before.contains(name));
    }

    private static boolean seen(Stage stage, String batch) throws PromiseBroken {
        stage.job.get().latest();
        return stage.job.get().seen(firstRow(batch)).isPresent();
    }

    private static Duration recovered(Stage stage, Frozen frozen) {
        return frozen.batches().stream()
                .flatMap(batch -> stage.job.get().seen(firstRow(batch)).stream())
                .max(Duration::compareTo)
                .orElseThrow()
                .minus(frozen.at());
    }

    /** A batch is named {@code job:index}. */
    private static long firstRow(String batch) {
        return Long.parseLong(batch.substring(batch.lastIndexOf(':') + 1)) * WarmUp.BATCH_ROWS;
    }

    private static String shortened(List<String> batches) {
        return batches.stream()
                .map(batch -> "batch " + batch.substring(batch.lastIndexOf(':') + 1))
                .collect(Collectors.joining(", "));
    }
}

package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.local.LocalPod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Redis is killed, again whenever it is back, until the operator has noticed; then everything goes on where it was. */
record KillRedis() implements Step {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String title() {
        return "Redis killed";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var service = stage.service();
        PromiseBroken.unless(
                !stage.job.get().latest().ended(), "the job ended before Redis was killed: nothing to see");
        var before = apiAndWorkers(service);
        var killed = stage.stopwatch.elapsed();
        int kills = killUntilNoticed(stage, service);
        var noticed = stage.stopwatch.elapsed().minus(killed);
        Deadline.await("RedisReachable is True again", LONGEST, () -> service.isTrue("RedisReachable"));
        var back = stage.stopwatch.elapsed().minus(killed);
        long rowsThen = stage.job.get().latest().rowsDone();
        Deadline.await("the job goes on", LONGEST, () -> {
            var job = stage.job.get().latest();
            return job.rowsDone() > rowsThen || job.succeeded();
        });
        checkNothingRestarted(stage, before, killed);
        return "SIGKILL %s: RedisReachable False after %s, True after %s; no API or worker restarted, the job goes on"
                .formatted(kills == 1 ? "once" : kills + " times", Figures.duration(noticed), Figures.duration(back));
    }

    private static int killUntilNoticed(Stage stage, ServiceView service) throws Exception {
        var kills = new int[1];
        Deadline.await("RedisReachable is False", LONGEST, () -> {
            var redis = runningRedis(service);
            if (redis.isPresent() && redis.get().destroyForcibly()) {
                kills[0]++;
                stage.decisions.show(
                        stage.stopwatch.elapsed(),
                        "SIGKILL",
                        "Redis (pid %d)".formatted(redis.get().pid()));
            }
            return service.isFalse("RedisReachable");
        });
        return kills[0];
    }

    private static Optional<ProcessHandle> runningRedis(ServiceView service) {
        return service.pods("redis").stream()
                .filter(pod -> pod.pid() != 0)
                .flatMap(pod -> ProcessHandle.of(pod.pid()).stream())
                .filter(ProcessHandle::isAlive)
                .findAny();
    }

    private static List<LocalPod> apiAndWorkers(ServiceView service) {
        return Stream.concat(service.pods("api").stream(), service.pods("worker").stream())
                .filter(pod -> pod.pid() != 0 && !pod.phase().equals("Terminating"))
                .toList();
    }

    private static void checkNothingRestarted(Stage stage, List<LocalPod> before, Duration since) throws PromiseBroken {
        boolean shrunk = stage.decisions.first("ScaledDown", since, "").isPresent();
        for (var pod : before) {
            var now = stage.service().pod(pod.name());
            PromiseBroken.unless(
                    now.isPresent() || shrunk, pod.name() + " is gone, and no decision to shrink the fleet tells why");
            PromiseBroken.unless(
                    now.isEmpty()
                            || now.get().phase().equals("Terminating")
                            || (now.get().pid() == pod.pid() && now.get().restarts() == pod.restarts()),
                    "%s restarted: pid %d is now %d"
                            .formatted(
                                    pod.name(),
                                    pod.pid(),
                                    now.map(LocalPod::pid).orElse(0L)));
        }
    }
}

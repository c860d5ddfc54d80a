package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import java.time.Duration;

/** The backlog asks for the most workers that the resource allows, and they come. */
record ScaleUp() implements Step {
    private static final int MOST = 4;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Enough of the job is to be left for what comes next, however slowly workers start on this machine. */
    private static final double ENOUGH_DONE = 0.25;

    @Override
    public String title() {
        return "scale up";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var service = stage.service();
        var job = stage.job.get();
        var decided = Deadline.await("the backlog asks for %d workers".formatted(MOST), LONGEST, () -> {
            PromiseBroken.unless(
                    !job.latest().ended(), "the job ended before %d workers were asked for".formatted(MOST));
            return service.desiredWorkers() == MOST;
        });
        Deadline.await(
                "%d worker pods are there".formatted(MOST),
                LONGEST,
                () -> service.pods("worker").size() >= MOST);
        var told = Deadline.await(
                "an event tells of it",
                LONGEST,
                () -> stage.decisions.first("ScaledUp", Duration.ZERO, "").isPresent());
        var ready = Deadline.await(
                "the workers are Ready", LONGEST, () -> readyWorkers(stage) >= MOST || job.fraction() > ENOUGH_DONE);
        return "1 → %d workers decided %s after the submit; %d Ready %s later"
                .formatted(MOST, Figures.duration(decided), readyWorkers(stage), Figures.duration(told.plus(ready)));
    }

    private static long readyWorkers(Stage stage) {
        return stage.service().pods("worker").stream()
                .filter(pod -> pod.ready())
                .count();
    }
}

package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import java.time.Duration;

/** When nothing is left to do the fleet returns to its minimum. */
record ScaleDown() implements Step {
    private static final int FEWEST = 1;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String title() {
        return "scale down";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var took = Deadline.await("the fleet is back at its minimum", LONGEST, () -> atMinimum(stage));
        PromiseBroken.unless(
                stage.decisions.first("ScaledDown", Duration.ZERO, "").isPresent(),
                "no event tells that the fleet shrank");
        return "back at %d worker %s after the results were read".formatted(FEWEST, Figures.duration(took));
    }

    /** The one worker that is asked for is the only one, and Ready. */
    static boolean atMinimum(Stage stage) {
        var service = stage.service();
        var workers = service.pods("worker");
        return service.desiredWorkers() == FEWEST
                && workers.size() == FEWEST
                && workers.getFirst().ready();
    }
}

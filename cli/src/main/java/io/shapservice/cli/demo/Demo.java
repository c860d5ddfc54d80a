package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.Checkout;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.Screen;

/** Runs the steps in their order, a line each; the first promise that does not hold ends it. */
final class Demo {
    private static final String LINE = "%s %-15s %s";

    private final Checkout checkout;
    private final HousingData data;
    private final HousingData largeData;
    private final Screen screen;
    private volatile boolean stopped;

    Demo(Checkout checkout, HousingData data, HousingData largeData, Screen screen) {
        this.checkout = checkout;
        this.data = data;
        this.largeData = largeData;
        this.screen = screen;
    }

    /** @return whether every promise held */
    boolean run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "demo-stopped"));
        var steps = Step.all();
        var stage = new Stage(checkout, data, largeData, screen);
        var traces = new Traces();
        int kept = 0;
        try (stage) {
            while (kept < steps.size() && keep(steps.get(kept), stage)) {
                kept++;
                traces.note(stage);
            }
            traces.note(stage);
            if (kept < steps.size() && !stopped) {
                new FailureReport(stage).lines().forEach(screen::error);
            }
        }
        boolean clean = leavesNothing(traces);
        boolean all = kept == steps.size() && clean;
        stopped = true;
        screen.line("");
        screen.line("%d of %d promises held, in %s"
                .formatted(kept + (clean ? 1 : 0), steps.size() + 1, Figures.duration(stage.stopwatch.elapsed())));
        return all;
    }

    private boolean keep(Step step, Stage stage) {
        screen.passing("… " + step.title());
        try {
            var figure = step.keep(stage);
            screen.line(LINE.formatted("✓", step.title(), figure));
            return true;
        } catch (Exception e) {
            if (!stopped) {
                screen.line(
                        LINE.formatted("✗", step.title(), e instanceof PromiseBroken ? e.getMessage() : e.toString()));
            }
            return false;
        } finally {
            screen.passingDone();
        }
    }

    private boolean leavesNothing(Traces traces) throws Exception {
        var left = traces.left();
        if (left.isEmpty()) {
            screen.line(LINE.formatted(
                    "✓", "nothing left", traces.processes() + " processes ended, no file and no port left behind"));
        } else {
            screen.line(LINE.formatted("✗", "nothing left", "left behind: " + String.join(", ", left)));
        }
        return left.isEmpty();
    }

    /** Ctrl-C: local mode ends itself; what the steps then fail at is nobody's concern. */
    private void stop() {
        if (!stopped) {
            stopped = true;
            screen.passingDone();
            screen.error("shap demo: stopped; ending its processes");
        }
    }
}

package io.shapservice.cli.explain;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.ProgressText;
import io.shapservice.cli.terminal.Screen;

/** Shows how far an explanation is, once it has taken a second, a few times a second. */
final class ExplainProgress {
    private static final long SILENT_NANOS = 1_000_000_000L;
    private static final long BETWEEN_NANOS = 200_000_000L;

    private final int rows;
    private final Screen screen;
    private final long started = System.nanoTime();
    private long shown = started;

    ExplainProgress(int rows, Screen screen) {
        this.rows = rows;
        this.screen = screen;
    }

    void rowsDone(long done) {
        long now = System.nanoTime();
        if (now - started > SILENT_NANOS && now - shown > BETWEEN_NANOS) {
            shown = now;
            double perSecond = done / ((now - started) / 1e9);
            screen.passing("explaining %s  %s of %s rows, %s rows/s"
                    .formatted(
                            ProgressText.bar((double) done / rows, 30),
                            Figures.count(done),
                            Figures.count(rows),
                            Figures.count(Math.round(perSecond))));
        }
    }
}

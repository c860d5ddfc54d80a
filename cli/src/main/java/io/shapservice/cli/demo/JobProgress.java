package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.ProgressText;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.client.Job;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The job's progress bar: how far, how fast, by how many workers, and what is left as seconds of work. */
final class JobProgress {
    private static final int BAR_COLUMNS = 30;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double BETWEEN_LASTING_LINES = 0.2;

    private record Reading(Duration at, long rows) {}

    private final Screen screen;
    private final Stopwatch stopwatch;
    private final ServiceView service;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private double lastingFrom = BETWEEN_LASTING_LINES;

    JobProgress(Stage stage) {
        this.screen = stage.screen;
        this.stopwatch = stage.stopwatch;
        this.service = stage.service();
    }

    /** Where nobody watches the passing bar, every fifth of the way leaves a line. */
    void show(Job job) {
        var text = text(job);
        if (screen.isWatched()) {
            screen.passing(text);
        } else if ((double) job.rowsDone() / job.rows() >= lastingFrom) {
            lastingFrom += BETWEEN_LASTING_LINES;
            screen.line(text);
        }
    }

    void done() {
        screen.passingDone();
    }

    private String text(Job job) {
        var status = service.status();
        return "  %s  %s rows/s  workers %s of %s  backlog %s"
                .formatted(
                        ProgressText.bar((double) job.rowsDone() / job.rows(), BAR_COLUMNS),
                        Figures.count(rowsPerSecond(job.rowsDone())),
                        status.path("workers").path("ready").asText("?"),
                        status.path("workers").path("desired").asText("?"),
                        status.path("backlog").path("summary").asText("unknown"));
    }

    private long rowsPerSecond(long rowsDone) {
        var now = stopwatch.elapsed();
        readings.addLast(new Reading(now, rowsDone));
        while (readings.size() > 2 && readings.getFirst().at().plus(WINDOW).compareTo(now) < 0) {
            readings.removeFirst();
        }
        var first = readings.getFirst();
        long nanos = Math.max(1, now.minus(first.at()).toNanos());
        return Math.round((rowsDone - first.rows()) * 1e9 / nanos);
    }
}

package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.client.ExplainQuery;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** A job of about a minute of one worker's time, or more where more cores would be through with it before the demo is. */
record SubmitLargeJob() implements Step {
    private static final double SECONDS_PER_CORE = 37.5;
    private static final int FEWEST_CORES = 2;
    private static final int MOST_CORES = 4;
    private static final int MOST_REPEATS = 150;

    @Override
    public String title() {
        return "job";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        double seconds = secondsOfWork(Runtime.getRuntime().availableProcessors());
        int repeats = repeats(seconds, stage.secondsPerBatch.get(), stage.largeData.count());
        int rows = repeats * stage.largeData.count();
        var npy = stage.largeData.npy(rows);
        long started = System.nanoTime();
        var key = UUID.randomUUID().toString();
        var job = stage.client.get().submit(Stage.LARGE_MODEL, npy, ExplainQuery.DEFAULT, key);
        var took = Duration.ofNanos(System.nanoTime() - started);
        PromiseBroken.unless(job.rows() == rows, "%d rows were sent, the job has %d".formatted(rows, job.rows()));
        stage.job.set(LargeJob.follow(job, stage));
        return String.format(
                Locale.ROOT,
                "%s rows (the sample %d times), about %.0f s of one worker's time, accepted in %s",
                Figures.count(rows),
                repeats,
                rows / (double) WarmUp.BATCH_ROWS * stage.secondsPerBatch.get(),
                Figures.duration(took));
    }

    static double secondsOfWork(int cores) {
        return SECONDS_PER_CORE * Math.clamp(cores, FEWEST_CORES, MOST_CORES);
    }

    static int repeats(double seconds, double secondsPerBatch, int sampleRows) {
        double rows = seconds / secondsPerBatch * WarmUp.BATCH_ROWS;
        return (int) Math.clamp(Math.ceil(rows / sampleRows), 1, MOST_REPEATS);
    }
}

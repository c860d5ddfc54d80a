package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import java.time.Duration;

/** After all that the job succeeds, and each of its rows was committed once. */
record FinishJob() implements Step {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String title() {
        return "job done";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var job = stage.job.get();
        Deadline.await("the job ends", LONGEST, () -> job.latest().ended());
        var ended = job.latest();
        PromiseBroken.unless(ended.succeeded(), "the job ended as %s: %s".formatted(ended.state(), ended.error()));
        Deadline.await("the last page of results is read", LONGEST, job::allPagesRead);
        PromiseBroken.unless(
                job.rowsCommitted() == ended.rows(),
                "%d of %d rows have results".formatted(job.rowsCommitted(), ended.rows()));
        return "%s of %s rows in the results, none twice, none missing"
                .formatted(Figures.count(job.rowsCommitted()), Figures.count(ended.rows()));
    }
}

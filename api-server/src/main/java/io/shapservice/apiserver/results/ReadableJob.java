package io.shapservice.apiserver.results;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobState;
import io.shapservice.queue.JobView;

/** Whether a job has results to read. */
final class ReadableJob {
    private ReadableJob() {}

    static void check(JobView job) {
        if (job.state() == JobState.EXPIRED) {
            String when = job.expiresAt() == null ? "" : " at " + job.expiresAt();
            throw new ProblemException(
                    ProblemType.RESULTS_EXPIRED, "The results of this job expired" + when + ": submit the rows again.");
        }
    }

    static void checkEnded(JobView job) {
        check(job);
        if (!job.state().ended()) {
            throw new ProblemException(
                            ProblemType.NOT_ENDED,
                            "The job has done " + job.rowsDone() + " of " + job.rows()
                                    + " rows: whole arrays are there once it has ended; pages are there now.")
                    .withRetryAfter(java.time.Duration.ofSeconds(2));
        }
    }
}

package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.models.ModelPublisher;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.apiserver.upkeep.BlobSweep;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.Submission;
import io.shapservice.queue.Submitted;
import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;

/** Stores an upload's batches, then makes the job known. What a failed upload stored is deleted. */
public final class Submitter {
    private static final String WHAT = "The job cannot be submitted";
    /** Inputs outlive the longest time that a job may wait for workers. */
    private static final Duration INPUTS_KEPT = Duration.ofDays(7);

    private final BlobStore blobs;
    private final JobQueue queue;
    private final ModelPublisher publisher;
    private final BlobSweep sweep;

    public Submitter(BlobStore blobs, JobQueue queue, ModelPublisher publisher, BlobSweep sweep) {
        this.blobs = blobs;
        this.queue = queue;
        this.publisher = publisher;
        this.sweep = sweep;
    }

    /** Makes the submission once the rows are counted. */
    interface Draft {
        Submission of(long rows) throws IOException;
    }

    Submitted.Accepted submit(String jobId, ServedModel model, RowsIn rows, int batchSize, Draft draft)
            throws IOException {
        StoredInputs inputs = new StoredInputs(blobs, jobId, INPUTS_KEPT);
        boolean kept = false;
        try {
            long epoch = blobs.epoch();
            published(model);
            inputs.store(rows, batchSize);
            Submitted.Accepted submitted = SubmitAnswers.accepted(make(draft.of(inputs.rows())));
            boolean mine = submitted.created() || submitted.job().id().equals(jobId);
            if (mine && blobs.epoch() != epoch) {
                throw forgotten(jobId);
            }
            kept = mine;
            return submitted;
        } catch (ProblemException e) {
            kept = e.type() == ProblemType.OUTCOME_UNKNOWN;
            throw e;
        } finally {
            if (!kept) {
                sweep.later(inputs.keys());
            }
        }
    }

    /** Redis was away between the first batch and the job: what it had acknowledged before may be gone. */
    private ProblemException forgotten(String jobId) {
        var _ = queue.purge(jobId);
        return new ProblemException(
                        ProblemType.REDIS_UNAVAILABLE,
                        "Redis was away while the rows were being stored, so that some may be lost: send them again.")
                .withRetryAfter(Duration.ofSeconds(2));
    }

    /** A worker can only take the job if it finds the model. */
    private void published(ServedModel model) {
        if (!RedisProblems.valueOf(publisher.ensure(model), WHAT)) {
            throw new ProblemException(
                            ProblemType.MODEL_UNAVAILABLE,
                            "The file of model " + model.name() + " is being replaced: try again in a moment.")
                    .withRetryAfter(Duration.ofSeconds(2));
        }
    }

    private Submitted make(Submission submission) {
        return switch (queue.submit(submission)) {
            case Outcome.Ok<Submitted>(Submitted submitted) -> submitted;
            case Outcome.Failed<Submitted> failed ->
                switch (failed.kind()) {
                    // It may have been done; asking again with the same id changes nothing if so.
                    case TIMEOUT, DISCONNECTED -> again(submission);
                    case REJECTED, OOM, READONLY, LOADING, ERROR -> throw RedisProblems.of(failed, WHAT);
                };
        };
    }

    private Submitted again(Submission submission) {
        return switch (queue.submit(submission)) {
            case Outcome.Ok<Submitted>(Submitted submitted) -> submitted;
            case Outcome.Failed<Submitted> failed ->
                throw new ProblemException(
                                ProblemType.OUTCOME_UNKNOWN,
                                "Redis went away while the job was being submitted (" + failed.detail()
                                        + "). If it was, it is job " + submission.id()
                                        + ". Retry with the same Idempotency-Key, or look for that job.")
                        .withRetryAfter(Duration.ofSeconds(2));
        };
    }
}

package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.models.ModelPublisher;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.table.TableLimits;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.Begun;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.Submission;
import io.shapservice.queue.Submitted;
import io.shapservice.redis.Durability.Promise;
import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Reserves the key, stores an upload's batches as room is granted, then makes the job known. An upload that fails is given up: the
 * queue knows what it may have stored, and has it deleted even if this process ends first.
 */
public final class Submitter {
    static final String WHAT = "The job cannot be submitted";
    /** Inputs outlive the longest time that a job may wait for workers. */
    private static final Duration INPUTS_KEPT = Duration.ofDays(7);

    private static final int ABANDON_TRIES = 100;
    private static final Duration ABANDON_PAUSE = Duration.ofMillis(300);

    private final BlobStore blobs;
    private final JobQueue queue;
    private final ModelPublisher publisher;
    private final Supplier<Outcome<Promise>> confirm;

    /** @param confirm waits until what was written means as much as it can, and says what that is */
    public Submitter(BlobStore blobs, JobQueue queue, ModelPublisher publisher, Supplier<Outcome<Promise>> confirm) {
        this.confirm = confirm;
        this.blobs = blobs;
        this.queue = queue;
        this.publisher = publisher;
    }

    /** Opens a request's body, once it is known that it is wanted. */
    interface Body {
        InputStream open() throws IOException;
    }

    /** @return the job that was made, or the one that the Idempotency-Key stands for */
    Acknowledged submit(JobRequest job, Body body, TableLimits limits) throws IOException {
        JobView made = switch (begin(job)) {
            case Begun.Open() -> upload(job, body, limits);
            case Begun.Known known -> known(known, new HashedStream(body.open(), job.payloadHash(), () -> {}));
            case Begun.InProgress() -> throw SubmitAnswers.inProgress();
            case Begun.Refused(var refusal) -> throw SubmitAnswers.refused(refusal);
        };
        return switch (confirm.get()) {
            case Outcome.Ok<Promise>(Promise promise) -> new Acknowledged(made, promise);
            case Outcome.Failed<Promise> failed ->
                throw SubmitAnswers.unknown(
                        made.id(), "Redis did not confirm that the job would survive it: " + failed.detail());
        };
    }

    /** Beginning again changes nothing, so that one answer may be lost. */
    private Begun begin(JobRequest job) {
        return RedisProblems.valueOf(twice(() -> queue.begin(job.upload())), WHAT);
    }

    private static JobView known(Begun.Known known, HashedStream body) throws IOException {
        if (!known.payload().equals(body.digestToEnd())) {
            throw SubmitAnswers.keyReused();
        }
        return known.job().orElseThrow(() -> SubmitAnswers.deleted(known.jobId()));
    }

    private JobView upload(JobRequest job, Body opened, TableLimits limits) throws IOException {
        boolean open = true;
        try {
            long epoch = blobs.epoch();
            published(job.model());
            UploadRoom room = new UploadRoom(queue, job.id());
            HashedStream body = new HashedStream(opened.open(), job.payloadHash(), room::heard);
            StoredInputs inputs = new StoredInputs(blobs, room, job.id(), INPUTS_KEPT);
            inputs.store(RowsIn.open(job.format(), body, limits, job.model().ensemble()), job.batchSize());
            Submission submission = job.submission(inputs.rows(), inputs.bytes(), body.digestToEnd());
            if (blobs.epoch() != epoch) {
                throw forgotten();
            }
            JobView made = SubmitAnswers.accepted(make(submission)).job();
            open = !made.id().equals(job.id());
            if (!open && blobs.epoch() != epoch) {
                var _ = queue.retract(job.id());
                throw forgotten();
            }
            return made;
        } catch (ProblemException e) {
            // It may be a job by now; if it is none, the upload's lease runs out.
            open = open && e.type() != ProblemType.OUTCOME_UNKNOWN;
            throw e;
        } finally {
            if (open) {
                abandon(job.id());
            }
        }
    }

    /** Frees the key and the room now, or as soon as Redis can be reached; later the upload's lease does it. */
    private void abandon(String uploadId) {
        if (queue.abandon(uploadId) instanceof Outcome.Failed) {
            Thread.ofVirtual().name("abandon-" + uploadId).start(() -> {
                for (int i = 0; i < ABANDON_TRIES && queue.abandon(uploadId) instanceof Outcome.Failed; i++) {
                    LockSupport.parkNanos(ABANDON_PAUSE.toNanos());
                }
            });
        }
    }

    /** Redis was away between the first batch and the job: what it had acknowledged before may be gone. */
    private static ProblemException forgotten() {
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
        return switch (twice(() -> queue.submit(submission))) {
            case Outcome.Ok<Submitted>(Submitted submitted) -> submitted;
            case Outcome.Failed<Submitted> failed
            when failed.kind().unknown() ->
                throw SubmitAnswers.unknown(submission.id(), "Redis went away: " + failed.detail());
            case Outcome.Failed<Submitted> failed -> throw RedisProblems.of(failed, WHAT);
        };
    }

    /** Asks again when the first may have been done: with the same id that changes nothing. */
    private static <T> Outcome<T> twice(Supplier<Outcome<T>> call) {
        Outcome<T> first = call.get();
        if (!(first instanceof Outcome.Failed<T> failed) || !failed.kind().unknown()) {
            return first;
        }
        Outcome<T> second = call.get();
        // Refused before it was sent: what became of the first is still not known.
        return second instanceof Outcome.Failed<T> ? first : second;
    }
}

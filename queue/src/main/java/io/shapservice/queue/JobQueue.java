package io.shapservice.queue;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.budget.Amount;
import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Jobs and the leases on their batches. Each method is one Lua script: it happens whole or not at all, and it never blocks.
 * A job is a cursor and a bitmap of what is done; a batch is leased to one attempt at a time, and only the attempt that owns
 * a batch can commit it.
 */
public interface JobQueue extends AutoCloseable {
    /**
     * Reserves the key and the first part of the budget before anything is stored. The upload then lives as long as something is
     * heard of it at least every {@link QueueSettings#uploadLease()}; one that was given up leaves no blobs behind, and its key is
     * free again. Beginning the same id again changes nothing.
     */
    Outcome<Begun> begin(Upload upload);

    /**
     * Asked before each batch is stored: batch i is stored only after a grant of at least i + 1 batches, so that whoever cleans up
     * knows of it. Also what keeps a slow upload alive.
     *
     * @param total what the upload takes up from now on, not what is added; asking again for the same changes nothing
     */
    Outcome<Reserved> reserve(String uploadId, Amount total);

    /** Gives an upload up: its key and budgets are free, its blobs become garbage. False when there is none. */
    Outcome<Boolean> abandon(String uploadId);

    /**
     * Makes a job known once its inputs are stored. Submitting the same id again answers with the job that is there
     * ({@link Submitted.Accepted#created()} false) and changes nothing. So does a submit under a new id whose
     * {@link Submission#key()} scope is known. A scope is known as long as its job, and for a day after its deletion.
     */
    Outcome<Submitted> submit(Submission submission);

    /**
     * Leases batches to a worker for {@link Lease#duration()}: lanes by weight, in a lane tenants by the seconds of work that they
     * were given, of a job what is to be tried again first. Also returns expired leases to the queue, so that a fleet of one finds
     * them. A worker computes its claims in the order in which it was given them: when it is lost, only the first is charged with
     * an attempt. After an outcome that is unknown, the next call asks for the same batches again. One call at a time.
     *
     * @param maxBatches at most so many, at least 1
     * @param maxSeconds stop once the batches' estimated cost exceeds this many CPU seconds (one batch is always given)
     */
    Outcome<List<Claim>> claim(WorkerIdentity worker, int maxBatches, double maxSeconds);

    /**
     * Rings when a worker that found nothing should ask again: one is woken for what comes, and wakes the next if it leaves
     * something. A ring may be lost, and where Redis does not let its users listen there is none, so ask now and then without.
     */
    Bell bell(WorkerIdentity worker);

    /** Rings for those who wait for a job; rings may be lost like those of {@link #bell}. */
    JobNews news();

    /**
     * The worker's heartbeat. The leases of {@link Heartbeat#attempts()} are extended only if {@link Heartbeat#workCounter()} has
     * moved since the last call; a lease of this process that is not among them is one whose claim was never answered, and goes
     * back uncharged after a while; those of an earlier process of this name go back at once. Answers with the attempts that it
     * must drop: cancelled jobs and batches that it no longer owns.
     */
    Outcome<Renewal> renew(WorkerIdentity worker, Heartbeat heartbeat);

    /** Commits one batch: accepted only from the attempt that owns it, and only once. */
    Outcome<Completion> complete(WorkerIdentity worker, Claim claim, BatchResult result);

    /**
     * Gives a batch back with a reason; by its class it is retried, cut into parts of which one may be what kills workers, or
     * becomes dead.
     */
    Outcome<Boolean> fail(WorkerIdentity worker, Claim claim, Failure failure);

    /** Gives batches back without charging an attempt: a drain. Answers how many were still owned. */
    Outcome<Integer> release(WorkerIdentity worker, List<Claim> claims);

    /** Removes the worker's heartbeat: it has drained and ends, and is given nothing any more. */
    Outcome<Boolean> leave(WorkerIdentity worker);

    /**
     * Returns expired leases to the queue, gives up silent uploads, ends what is due and mends what contradicts itself; answers how
     * many leases had expired. Anyone may call it.
     */
    Outcome<Integer> reap();

    /** Stops a job; idempotent. Empty when there is no such job. */
    Outcome<Optional<JobView>> cancel(String jobId);

    /**
     * Tries dead batches again, with no attempt charged; an ended job runs again. Possible as long as the job has not expired.
     *
     * @param toRow behind the last row of the range
     */
    Outcome<Optional<Redriven>> redrive(String jobId, long fromRow, long toRow);

    /** Cancels if needed and forgets the job; its blobs become garbage. False when there is no such job. */
    Outcome<Boolean> purge(String jobId);

    /** Deletes a job that nobody was told of: unlike after {@link #purge}, its Idempotency-Key is free for another try. */
    Outcome<Boolean> retract(String jobId);

    /** Some blobs to delete, at most about so many; several sweepers are given different ones. */
    Outcome<Optional<Garbage>> garbage(int most);

    /** They are deleted, and their bytes are free. */
    Outcome<Boolean> collected(Garbage garbage);

    Outcome<Optional<JobView>> job(String jobId);

    /**
     * Newest first.
     *
     * @param tenant whose jobs; empty for everybody's
     * @param after job id of the last one seen, or where the last page ended; empty for the start
     */
    Outcome<JobPage> jobs(String tenant, String after, int limit);

    /**
     * Committed batches in commit order.
     *
     * @param after cursor of the last page, or empty for the start; one of a history that is lost gives {@link Results.Reset}
     */
    Outcome<Optional<Results>> results(String jobId, String after, int limit);

    /** One script, constant cost; {@link Sample#redis()} and {@link Sample#models()} are filled in by the caller. */
    Outcome<Sample> sample();

    @Override
    void close();
}

package io.shapservice.queue;

import io.shapservice.protocol.sample.Sample;
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
     * Makes a job known once its inputs are stored. Submitting the same id again answers with the job that is there
     * ({@link Submitted#created()} false) and changes nothing. So does a submit under a new id whose
     * {@link Submission#key()} scope is known: the caller then deletes the inputs that it stored under the new id. A scope is
     * known as long as its job.
     */
    Outcome<Submitted> submit(Submission submission);

    /**
     * Leases batches to a worker for {@link Lease#duration()}: retries that are due first, then unstarted batches, jobs in turn.
     * Also returns expired leases to the queue, so that a fleet of one finds them. A worker computes its claims in the order in
     * which it was given them: when it is lost, only the first is charged with an attempt.
     *
     * @param maxBatches at most so many, at least 1
     * @param maxSeconds stop once the batches' estimated cost exceeds this many CPU seconds (one batch is always given)
     */
    Outcome<List<Claim>> claim(WorkerIdentity worker, int maxBatches, double maxSeconds);

    /**
     * The worker's heartbeat. The leases of {@link Heartbeat#attempts()} are extended only if {@link Heartbeat#workCounter()} has
     * moved since the last call; a lease of this process that is not among them is one whose claim was never answered, and goes
     * back uncharged after a while; those of an earlier process of this name go back at once. Answers with the attempts that it
     * must drop: cancelled jobs and batches that it no longer owns.
     */
    Outcome<Renewal> renew(WorkerIdentity worker, Heartbeat heartbeat);

    /** Commits one batch: accepted only from the attempt that owns it, and only once. */
    Outcome<Completion> complete(WorkerIdentity worker, Claim claim, BatchResult result);

    /** Gives a batch back with a reason; by its class it is retried, or becomes dead. */
    Outcome<Boolean> fail(WorkerIdentity worker, Claim claim, Failure failure);

    /** Gives batches back without charging an attempt: a drain. Answers how many were still owned. */
    Outcome<Integer> release(WorkerIdentity worker, List<Claim> claims);

    /** Removes the worker's heartbeat: it has drained and ends. */
    Outcome<Boolean> leave(WorkerIdentity worker);

    /** Returns expired leases to the queue and ends what is due; answers how many leases had expired. Anyone may call it. */
    Outcome<Integer> reap();

    /** Stops a job; idempotent. Empty when there is no such job. */
    Outcome<Optional<JobView>> cancel(String jobId);

    /** Cancels if needed and forgets the job; answers the blob keys of its inputs and results that are to be deleted. */
    Outcome<Optional<Purge>> purge(String jobId);

    Outcome<Optional<JobView>> job(String jobId);

    /**
     * Newest first.
     *
     * @param after job id of the last one seen, or empty
     */
    Outcome<List<JobView>> jobs(String after, int limit);

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

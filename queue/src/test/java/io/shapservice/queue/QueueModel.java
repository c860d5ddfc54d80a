package io.shapservice.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be true of the answers, told without batches, cursors or bitmaps: each row of each job is nobody's, lent to one
 * attempt, or committed by one. A lease may have ended by itself only when its time was over, or its process.
 */
final class QueueModel {
    private final Map<String, ModelJob> jobs = new HashMap<>();
    private final Map<String, ModelAttempt> attempts = new HashMap<>();
    private final long leaseMillis = QueueOnRedis.SETTINGS.lease().duration().toMillis();
    private final long graceMillis = QueueOnRedis.SETTINGS.unknownLeaseGrace().toMillis();

    /** Rows to who has them; a row is committed when its bit is set. */
    private static final class ModelJob {
        private final ModelAttempt[] owner;
        private final boolean[] done;
        private boolean stopped;

        private ModelJob(int rows) {
            owner = new ModelAttempt[rows];
            done = new boolean[rows];
        }
    }

    private static final class ModelAttempt {
        private final Claim claim;
        private final String worker;
        private final String process;
        private final long claimedAt;
        private long leaseEnd;
        private boolean mayBeGone;
        /** It has given the rows back, or committed them. */
        private boolean ended;

        @Override
        public String toString() {
            return worker + " since " + claimedAt + " until " + leaseEnd;
        }

        private ModelAttempt(Claim claim, String worker, String process, long now, long leaseEnd) {
            this.claim = claim;
            this.worker = worker;
            this.process = process;
            this.claimedAt = now;
            this.leaseEnd = leaseEnd;
        }
    }

    /** All leases of a process are ended together, so one that is over puts all of them in doubt. */
    void timeIs(long now) {
        Set<String> late = new HashSet<>();
        for (ModelAttempt attempt : attempts.values()) {
            if (attempt.leaseEnd <= now && !attempt.ended) {
                late.add(attempt.process);
            }
        }
        if (!late.isEmpty()) {
            attempts.values().stream().filter(a -> late.contains(a.process)).forEach(a -> a.mayBeGone = true);
        }
    }

    void submitted(String id, int rows) {
        jobs.putIfAbsent(id, new ModelJob(rows));
    }

    void stopped(String id) {
        ModelJob job = jobs.get(id);
        if (job != null) {
            job.stopped = true;
        }
    }

    void forgotten(String id) {
        jobs.remove(id);
        attempts.values().removeIf(attempt -> attempt.claim.jobId().equals(id));
    }

    void claimed(String worker, String process, List<Claim> claims, long now) {
        for (Claim claim : claims) {
            ModelAttempt known = attempts.get(claim.attempt());
            if (known != null) {
                check(known.claim.equals(claim), "attempt used for other rows: ", claim);
                continue;
            }
            ModelAttempt attempt = new ModelAttempt(claim, worker, process, now, now + leaseMillis);
            ModelJob job = jobs.get(claim.jobId());
            check(job != null && !job.stopped, "claimed of a job that is not active: ", claim);
            for (int row : rows(claim)) {
                check(!job.done[row], "claimed again though committed: ", claim);
                ModelAttempt before = job.owner[row];
                check(
                        before == null || before.mayBeGone,
                        "at " + now + " claimed by " + worker + " though lent to " + before + ": ",
                        claim);
                job.owner[row] = attempt;
            }
            attempts.put(claim.attempt(), attempt);
        }
    }

    void completed(Claim claim, Completion answer) {
        ModelJob job = jobs.get(claim.jobId());
        ModelAttempt attempt = attempts.get(claim.attempt());
        if (job == null || attempt == null) {
            check(answer != Completion.COMMITTED, "committed to a job that is gone: ", claim);
            return;
        }
        if (answer == Completion.COMMITTED) {
            for (int row : rows(claim)) {
                check(job.owner[row] == attempt, "committed by one that does not own it: ", claim);
                check(!job.stopped || job.done[row], "committed after the cancel: ", claim);
                job.done[row] = true;
            }
            attempt.mayBeGone = true;
            attempt.ended = true;
            return;
        }
        check(attempt.mayBeGone || job.stopped, "refused (" + answer + ") though it owns it: ", claim);
        check(
                Arrays.stream(rows(claim)).noneMatch(row -> job.done[row] && job.owner[row] == attempt),
                "refused though it has committed: ",
                claim);
    }

    void failed(Claim claim, boolean owned) {
        ModelAttempt attempt = attempts.get(claim.attempt());
        ModelJob job = jobs.get(claim.jobId());
        if (attempt == null || job == null) {
            check(!owned, "failed in a job that is gone: ", claim);
            return;
        }
        check(!owned || job.owner[rows(claim)[0]] == attempt, "failed by one that does not own it: ", claim);
        check(owned || attempt.mayBeGone || job.stopped, "refused a failure of its owner: ", claim);
        attempt.mayBeGone = true;
        attempt.ended = true;
    }

    void released(List<Claim> claims, int owned) {
        long certain = claims.stream()
                .map(claim -> attempts.get(claim.attempt()))
                .filter(a -> a != null && !a.mayBeGone && !jobs.get(a.claim.jobId()).stopped)
                .count();
        if (owned < certain) {
            throw new AssertionError("released " + owned + " of at least " + certain);
        }
        claims.forEach(claim -> {
            ModelAttempt attempt = attempts.get(claim.attempt());
            if (attempt != null) {
                attempt.mayBeGone = true;
                attempt.ended = true;
            }
        });
    }

    void left(String worker) {
        doubt(of(worker));
    }

    void renewed(String worker, String process, Set<String> named, Renewal renewal, long now) {
        for (String dropped : renewal.dropped()) {
            ModelAttempt attempt = attempts.get(dropped);
            if (attempt != null) {
                check(
                        attempt.mayBeGone || jobs.get(attempt.claim.jobId()).stopped,
                        "dropped though owned: ",
                        attempt.claim);
            }
        }
        for (ModelAttempt attempt : of(worker)) {
            String id = attempt.claim.attempt();
            if (!attempt.process.equals(process) || (!named.contains(id) && now - attempt.claimedAt > graceMillis)) {
                attempt.mayBeGone = true;
            } else if (renewal.extended()
                    && named.contains(id)
                    && !renewal.dropped().contains(id)) {
                attempt.leaseEnd = now + leaseMillis;
            }
        }
    }

    /** What a reader sees is what was committed, row by row. */
    void read(JobView view, List<Results.CommittedBatch> batches) {
        ModelJob job = jobs.get(view.id());
        int rows = 0;
        boolean[] seen = new boolean[job.done.length];
        for (Results.CommittedBatch batch : batches) {
            for (int row = (int) batch.rowOffset(); row < batch.rowOffset() + batch.rows(); row++, rows++) {
                if (seen[row] || !job.done[row] || !batch.resultKey().endsWith(job.owner[row].claim.attempt())) {
                    throw new AssertionError("row " + row + " of " + view.id() + " is read wrongly");
                }
                seen[row] = true;
            }
        }
        long dead = view.dead().stream().mapToLong(JobView.DeadBatch::rows).sum();
        boolean whole = view.state() == JobState.SUCCEEDED
                || view.state() == JobState.PARTIAL
                || view.state() == JobState.FAILED;
        if (rows != view.rowsDone() || (whole && rows + dead != view.rows())) {
            throw new AssertionError(view.id() + " has " + rows + " rows and " + dead + " dead: " + view);
        }
    }

    private List<ModelAttempt> of(String worker) {
        return attempts.values().stream().filter(a -> a.worker.equals(worker)).toList();
    }

    private static void doubt(List<ModelAttempt> some) {
        some.forEach(attempt -> attempt.mayBeGone = true);
    }

    private static int[] rows(Claim claim) {
        int[] rows = new int[claim.rows()];
        Arrays.setAll(rows, i -> (int) claim.rowOffset() + i);
        return rows;
    }

    private static void check(boolean holds, String what, Claim claim) {
        if (!holds) {
            throw new AssertionError(what + claim);
        }
    }

    List<String> jobs() {
        return new ArrayList<>(jobs.keySet());
    }
}

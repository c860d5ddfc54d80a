package io.shapservice.queue;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.budget.Amount;
import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Traffic;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The queue as Lua SCRIPTS. One instance stands for one process: leases of an earlier process of the same name are not its own. */
public final class RedisJobQueue implements JobQueue {
    private static final int LONGEST_MESSAGE = 500;
    private static final int LARGEST_PAGE = 1000;
    private static final double LONGEST_COST = 1e9;
    /** A sweeper has so long to delete what it was given. */
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private static final QueueScripts SCRIPTS = new QueueScripts();

    private final QueueSettings settings;
    private final LongSupplier maxmemory;
    private final ScriptCalls calls;
    private final ClaimCalls claims;
    private final WakeUps wakeUps;
    /** Names this process. */
    private final String session;

    /** @param redis stays the caller's to close */
    public RedisJobQueue(RedisGateway redis, QueueSettings settings) {
        this(
                redis::run,
                (channel, listener) -> redis.subscribe(channel, listener)::live,
                new MemoryLimit(redis),
                settings,
                new SecureRandom());
    }

    /** @param maxmemory bytes that Redis may use; 0 when not limited or not known */
    RedisJobQueue(ScriptRunner runner, LongSupplier maxmemory, QueueSettings settings, RandomGenerator random) {
        this(runner, Channels.SILENT, maxmemory, settings, random);
    }

    RedisJobQueue(
            ScriptRunner runner,
            Channels channels,
            LongSupplier maxmemory,
            QueueSettings settings,
            RandomGenerator random) {
        RandomIds ids = new RandomIds(random);
        this.settings = settings;
        this.maxmemory = maxmemory;
        this.session = ids.next();
        this.calls = new ScriptCalls(runner, settings, ids);
        this.wakeUps = new WakeUps(channels, settings.shard());
        this.claims = new ClaimCalls(calls, SCRIPTS.claim, settings, ids, session);
    }

    @Override
    public Bell bell(WorkerIdentity worker) {
        return wakeUps.bell(worker.name());
    }

    @Override
    public JobNews news() {
        return wakeUps.news();
    }

    @Override
    public Outcome<Begun> begin(Upload upload) {
        Names.check(upload.id(), upload.tenant());
        Amount limit = upload.tenantLimit();
        Args args = new Args()
                .text(upload.id(), upload.tenant(), upload.scope() == null ? "" : upload.scope())
                .millis(settings.uploadLease())
                .amounts(system(), limit == null ? settings.budgets().tenant() : limit, upload.first());
        return calls.run(Traffic.SUBMIT, SCRIPTS.begin, args, UploadReplies::begun);
    }

    @Override
    public Outcome<Reserved> reserve(String uploadId, Amount total) {
        Args args = new Args().text(uploadId).millis(settings.uploadLease()).amounts(system(), total);
        return calls.run(Traffic.SUBMIT, SCRIPTS.reserve, args, UploadReplies::reserved);
    }

    @Override
    public Outcome<Boolean> abandon(String uploadId) {
        return calls.run(Traffic.SUBMIT, SCRIPTS.abandon, new Args().text(uploadId), reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Submitted> submit(Submission s) {
        Names.check(s.id(), s.tenant());
        Names.checkLane(s.lane());
        Submission.IdempotencyKey key = s.key();
        Args args = new Args()
                .text(s.id(), s.tenant(), s.lane())
                .whole(settings.weight(s.lane()))
                .text(s.model(), s.modelDigest(), s.options())
                .whole(s.rows(), s.batchSize(), s.batches())
                .real(cost(s.secondsPerBatch()))
                .millis(s.resultsTtl())
                .text(key == null ? "" : key.scope(), key == null ? "" : key.payload(), s.begun() ? "1" : "0")
                .amounts(system(), settings.budgets().tenant())
                .whole(s.inputBytes(), s.resultBytes());
        return calls.run(Traffic.SUBMIT, SCRIPTS.submit, args, UploadReplies::submitted);
    }

    @Override
    public Outcome<List<Claim>> claim(WorkerIdentity worker, int maxBatches, double maxSeconds) {
        return claims.claim(worker, maxBatches, cost(maxSeconds), retries(), wakeUps.listening(worker.name()));
    }

    @Override
    public Outcome<Renewal> renew(WorkerIdentity worker, Heartbeat heartbeat) {
        Args args = new Args()
                .text(worker.name(), worker.uid(), session)
                .whole(heartbeat.workCounter())
                .real(cost(heartbeat.rowsPerSecond()))
                .whole(heartbeat.memoryUsedMiB())
                .text(heartbeat.state())
                .millis(settings.lease().duration(), settings.unknownLeaseGrace())
                .all(retries())
                .text(heartbeat.attempts().toArray(String[]::new));
        return calls.run(Traffic.CONTROL, SCRIPTS.renew, args, reply -> {
            List<Reply> parts = reply.items();
            Set<String> dropped = parts.stream().skip(1).map(Reply::text).collect(Collectors.toSet());
            return new Renewal(dropped, parts.getFirst().whole() == 1);
        });
    }

    @Override
    public Outcome<Completion> complete(WorkerIdentity worker, Claim claim, BatchResult result) {
        Args args = lease(claim)
                .text(result.resultKey(), result.sha256())
                .whole(result.bytes())
                .real(cost(result.cpuSeconds()));
        return calls.run(Traffic.CONTROL, SCRIPTS.complete, args, reply -> Completion.valueOf(reply.text()));
    }

    @Override
    public Outcome<Boolean> fail(WorkerIdentity worker, Claim claim, Failure failure) {
        String message = failure.message();
        Args args = lease(claim)
                .text(failure.failureClass().name(), message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .all(retries());
        return calls.run(Traffic.CONTROL, SCRIPTS.fail, args, reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Integer> release(WorkerIdentity worker, List<Claim> claims) {
        Args args = new Args();
        claims.forEach(claim -> args.all(lease(claim)));
        return calls.run(Traffic.CONTROL, SCRIPTS.release, args, reply -> (int) reply.whole());
    }

    @Override
    public Outcome<Boolean> leave(WorkerIdentity worker) {
        return calls.run(
                Traffic.CONTROL, SCRIPTS.leave, new Args().text(worker.name(), session), reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Integer> reap() {
        Args args = new Args().all(retries()).millis(settings.forgetWorkerAfter(), settings.keepEnded());
        return calls.run(Traffic.CONTROL, SCRIPTS.reap, args, reply -> (int) reply.whole());
    }

    @Override
    public Outcome<Optional<JobView>> cancel(String jobId) {
        return calls.run(Traffic.STATUS, SCRIPTS.cancel, new Args().text(jobId), view(jobId));
    }

    @Override
    public Outcome<Optional<Redriven>> redrive(String jobId, long fromRow, long toRow) {
        Args args = new Args().text(jobId).whole(fromRow, toRow);
        return calls.run(Traffic.STATUS, SCRIPTS.redrive, args, reply -> {
            if (reply.missing()) {
                return Optional.empty();
            }
            List<Reply> parts = reply.items();
            return Optional.of(new Redriven(
                    JobViews.read(jobId, parts.get(0)), (int) parts.get(1).whole()));
        });
    }

    @Override
    public Outcome<Boolean> purge(String jobId) {
        return purge(jobId, false);
    }

    @Override
    public Outcome<Boolean> retract(String jobId) {
        return purge(jobId, true);
    }

    private Outcome<Boolean> purge(String jobId, boolean freesKey) {
        Args args = new Args().text(jobId).whole(freesKey ? 1 : 0);
        return calls.run(Traffic.STATUS, SCRIPTS.purge, args, reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Optional<Garbage>> garbage(int most) {
        Args args = new Args().whole(Math.clamp(most, 1, LARGEST_PAGE)).millis(SWEEP);
        return calls.run(Traffic.STATUS, SCRIPTS.garbage, args, UploadReplies::garbage);
    }

    @Override
    public Outcome<Boolean> collected(Garbage garbage) {
        Args args = new Args()
                .text(garbage.entry())
                .whole(garbage.end())
                .text(garbage.units().toArray(String[]::new));
        return calls.run(Traffic.STATUS, SCRIPTS.collected, args, reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Optional<JobView>> job(String jobId) {
        return calls.run(Traffic.STATUS, SCRIPTS.job, new Args().text(jobId), view(jobId));
    }

    @Override
    public Outcome<JobPage> jobs(String tenant, String after, int limit) {
        Args args = new Args().text(tenant).text(after).whole(Math.clamp(limit, 1, LARGEST_PAGE));
        return calls.run(Traffic.STATUS, SCRIPTS.list, args, reply -> {
            List<Reply> parts = reply.items();
            List<JobView> jobs = new ArrayList<>();
            for (int i = 1; i + 1 < parts.size(); i += 2) {
                jobs.add(JobViews.read(parts.get(i).text(), parts.get(i + 1)));
            }
            return new JobPage(jobs, parts.getFirst().text());
        });
    }

    @Override
    public Outcome<Optional<Results>> results(String jobId, String after, int limit) {
        ResultsCursor cursor = ResultsCursor.parse(after);
        Args args = new Args()
                .text(jobId)
                .whole(cursor.seq())
                .text(cursor.digest())
                .whole(Math.clamp(limit, 1, LARGEST_PAGE));
        return calls.run(
                Traffic.STATUS,
                SCRIPTS.results,
                args,
                reply -> reply.missing() ? Optional.empty() : Optional.of(ResultsReader.read(jobId, cursor, reply)));
    }

    @Override
    public Outcome<Sample> sample() {
        return calls.run(
                Traffic.STATUS,
                SCRIPTS.sample,
                new Args().millis(settings.lease().stuckAfter()),
                SampleReader::read);
    }

    /** The gateway is not ours to close. */
    @Override
    public void close() {}

    private Amount system() {
        return settings.budgets().system(maxmemory.getAsLong());
    }

    private Args retries() {
        return new Args().whole(settings.maxAttempts()).millis(settings.backoff(), settings.longestBackoff());
    }

    private static Args lease(Claim claim) {
        return new Args().text(claim.jobId()).whole(claim.batch()).text(claim.attempt());
    }

    private static Function<Reply, Optional<JobView>> view(String jobId) {
        return reply -> JobViews.readIfPresent(jobId, reply);
    }

    /** Measured figures that are none must not poison the averages. */
    private static double cost(double seconds) {
        return Double.isNaN(seconds) ? 0 : Math.clamp(seconds, 0, LONGEST_COST);
    }
}

package io.shapservice.queue;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The queue as Lua scripts. One instance stands for one process: leases of an earlier process of the same name are not its own. */
public final class RedisJobQueue implements JobQueue {
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_MESSAGE = 500;
    private static final int LARGEST_PAGE = 1000;
    private static final double LONGEST_COST = 1e9;

    private final RedisGateway redis;
    private final QueueSettings settings;
    private final QueueScripts scripts = new QueueScripts();
    private final RandomIds ids;
    /** Names this process. */
    private final String session;

    /** @param redis stays the caller's to close */
    public RedisJobQueue(RedisGateway redis, QueueSettings settings) {
        this(redis, settings, new SecureRandom());
    }

    RedisJobQueue(RedisGateway redis, QueueSettings settings, RandomGenerator random) {
        this.redis = redis;
        this.settings = settings;
        this.ids = new RandomIds(random);
        this.session = ids.next();
    }

    @Override
    public Outcome<Submitted> submit(Submission s) {
        if (!JOB_ID.matcher(s.id()).matches()) {
            throw new IllegalArgumentException("not a job id: " + s.id());
        }
        Submission.IdempotencyKey key = s.key();
        Args args = new Args()
                .text(s.id(), s.tenant(), s.lane(), s.model(), s.modelDigest(), s.options())
                .whole(s.rows(), s.batchSize(), s.batches())
                .real(cost(s.secondsPerBatch()))
                .millis(s.resultsTtl())
                .text(key == null ? "" : key.scope(), key == null ? "" : key.payload());
        return run(Traffic.SUBMIT, scripts.submit, args, reply -> {
            List<Reply> parts = reply.items();
            // The view's own id: under a known idempotency key it is another job than the one that was asked for.
            JobView job = JobViews.read(parts.get(3).text(), parts.get(2));
            return new Submitted(job, parts.get(0).whole() == 1, parts.get(1).whole() == 1);
        });
    }

    @Override
    public Outcome<List<Claim>> claim(WorkerIdentity worker, int maxBatches, double maxSeconds) {
        Args args = new Args()
                .text(worker.name(), worker.uid(), session)
                .millis(settings.lease().duration())
                .real(cost(maxSeconds))
                .all(retries());
        for (int i = 0; i < Math.max(1, maxBatches); i++) {
            args.text(ids.next());
        }
        return run(
                Traffic.CONTROL,
                scripts.claim,
                args,
                reply -> reply.items().stream()
                        .map(item -> claimed(item.items()))
                        .toList());
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
        return run(Traffic.CONTROL, scripts.renew, args, reply -> {
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
        return run(Traffic.CONTROL, scripts.complete, args, reply -> Completion.valueOf(reply.text()));
    }

    @Override
    public Outcome<Boolean> fail(WorkerIdentity worker, Claim claim, Failure failure) {
        String message = failure.message();
        Args args = lease(claim)
                .text(failure.failureClass().name(), message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .all(retries());
        return run(Traffic.CONTROL, scripts.fail, args, reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Integer> release(WorkerIdentity worker, List<Claim> claims) {
        Args args = new Args();
        claims.forEach(claim -> args.all(lease(claim)));
        return run(Traffic.CONTROL, scripts.release, args, reply -> (int) reply.whole());
    }

    @Override
    public Outcome<Boolean> leave(WorkerIdentity worker) {
        return run(
                Traffic.CONTROL, scripts.leave, new Args().text(worker.name(), session), reply -> reply.whole() == 1);
    }

    @Override
    public Outcome<Integer> reap() {
        Args args = new Args().all(retries()).millis(settings.forgetWorkerAfter(), settings.keepEnded());
        return run(Traffic.CONTROL, scripts.reap, args, reply -> (int) reply.whole());
    }

    @Override
    public Outcome<Optional<JobView>> cancel(String jobId) {
        return run(Traffic.STATUS, scripts.cancel, new Args().text(jobId), view(jobId));
    }

    @Override
    public Outcome<Optional<Purge>> purge(String jobId) {
        return run(Traffic.STATUS, scripts.purge, new Args().text(jobId), reply -> PurgeReader.read(jobId, reply));
    }

    @Override
    public Outcome<Optional<JobView>> job(String jobId) {
        return run(Traffic.STATUS, scripts.job, new Args().text(jobId), view(jobId));
    }

    @Override
    public Outcome<List<JobView>> jobs(String after, int limit) {
        Args args = new Args().text(after).whole(Math.clamp(limit, 1, LARGEST_PAGE));
        return run(Traffic.STATUS, scripts.list, args, reply -> {
            List<Reply> parts = reply.items();
            List<JobView> jobs = new ArrayList<>();
            for (int i = 0; i + 1 < parts.size(); i += 2) {
                jobs.add(JobViews.read(parts.get(i).text(), parts.get(i + 1)));
            }
            return jobs;
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
        return run(
                Traffic.STATUS,
                scripts.results,
                args,
                reply -> reply.missing() ? Optional.empty() : Optional.of(ResultsReader.read(jobId, cursor, reply)));
    }

    @Override
    public Outcome<Sample> sample() {
        return run(
                Traffic.STATUS,
                scripts.sample,
                new Args().millis(settings.lease().stuckAfter()),
                SampleReader::read);
    }

    /** The gateway is not ours to close. */
    @Override
    public void close() {}

    private <T> Outcome<T> run(Traffic traffic, Script script, Args args, Function<Reply, T> read) {
        // Data that has no incarnation yet gets this one; the same process may see Redis empty more than once.
        Args all = new Args().text(ids.next()).millis(settings.maxClockStep()).all(args);
        return redis.run(traffic, script, settings.shard(), all.list(), read);
    }

    private Args retries() {
        return new Args().whole(settings.maxAttempts()).millis(settings.backoff(), settings.longestBackoff());
    }

    private static Args lease(Claim claim) {
        return new Args().text(claim.jobId()).whole(claim.batch()).text(claim.attempt());
    }

    private Claim claimed(List<Reply> c) {
        return new Claim(
                c.get(0).text(),
                c.get(1).whole(),
                c.get(2).text(),
                (int) c.get(3).whole(),
                c.get(4).whole(),
                (int) c.get(5).whole(),
                c.get(6).text(),
                c.get(7).text(),
                c.get(8).text(),
                settings.lease().duration().toMillis() / 1e3);
    }

    private static Function<Reply, Optional<JobView>> view(String jobId) {
        return reply -> JobViews.readIfPresent(jobId, reply);
    }

    /** Measured figures that are none must not poison the averages. */
    private static double cost(double seconds) {
        return Double.isNaN(seconds) ? 0 : Math.clamp(seconds, 0, LONGEST_COST);
    }
}

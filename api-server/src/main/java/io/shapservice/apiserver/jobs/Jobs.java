package io.shapservice.apiserver.jobs;

import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Reads jobs, with the cache for when Redis is away. */
public final class Jobs {
    /** What a cursor into a job's results looks like from outside. */
    public static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9._:-]{1,120}");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final JobQueue queue;
    private final JobNews news;
    private final JobCache cache;
    private final AtomicBoolean draining;

    /** @param draining set when the server stops: long polls then answer at once */
    public Jobs(JobQueue queue, JobCache cache, AtomicBoolean draining) {
        this.queue = queue;
        this.news = queue.news();
        this.cache = cache;
        this.draining = draining;
    }

    /** The job; from the cache, marked stale, while Redis is away. */
    public JobBody body(Tenant tenant, String id) {
        return switch (look(tenant, id)) {
            case Outcome.Ok<JobView>(JobView job) -> JobBody.of(job);
            case Outcome.Failed<JobView> failed -> stale(tenant, id, failed);
        };
    }

    /** The job as it is now, or the problem that Redis is away. */
    public JobView require(Tenant tenant, String id) {
        return RedisProblems.valueOf(look(tenant, id), "The job cannot be read");
    }

    /** Waits until the job has ended, Redis goes away, the server stops or the time is over. */
    public JobBody awaitEnd(Tenant tenant, String id, Duration longest) throws InterruptedException {
        try (JobNews.Watch watch = news.untilEnd(id)) {
            return awaitEnd(tenant, id, longest, watch.bell());
        }
    }

    private JobBody awaitEnd(Tenant tenant, String id, Duration longest, Bell bell) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            long heard = bell.rings();
            Outcome<JobView> seen = look(tenant, id);
            if (seen instanceof Outcome.Failed<JobView> failed) {
                return stale(tenant, id, failed);
            }
            JobView job = ((Outcome.Ok<JobView>) seen).value();
            long left = deadline - System.nanoTime();
            if (job.state().ended() || left <= 0 || draining.get()) {
                return JobBody.of(job);
            }
            bell.await(heard, Duration.ofNanos(Math.min(left, pause.toNanos())));
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Outcome<JobView> look(Tenant tenant, String id) {
        if (!JobIds.valid(id)) {
            throw unknown();
        }
        return switch (queue.job(id)) {
            case Outcome.Ok<Optional<JobView>>(Optional<JobView> job) -> {
                if (job.isEmpty()) {
                    cache.forget(id);
                    throw unknown();
                }
                if (!isOf(tenant, job.get())) {
                    throw unknown();
                }
                cache.seen(job.get());
                yield Outcome.ok(job.get());
            }
            case Outcome.Failed<Optional<JobView>> failed -> failed.cast();
        };
    }

    private JobBody stale(Tenant tenant, String id, Outcome.Failed<JobView> failed) {
        return cache.recall(id)
                .filter(known -> isOf(tenant, known.job()))
                .map(known -> JobBody.of(known.job(), known.asOf()))
                .orElseThrow(() -> RedisProblems.of(failed, "The job cannot be read"));
    }

    /** Whether the tenant may know of the job. */
    public static boolean isOf(Tenant tenant, JobView job) {
        return job.tenant().equals(tenant.name());
    }

    /** The same for an id that never was and one that is not the caller's. */
    public static ProblemException unknown() {
        return new ProblemException(
                ProblemType.JOB_NOT_FOUND,
                "There is no job of this id. Jobs are forgotten some time after their results expire.");
    }
}

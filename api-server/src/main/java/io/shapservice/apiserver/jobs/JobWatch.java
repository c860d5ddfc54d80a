package io.shapservice.apiserver.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.Results;
import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Follows one job for one client: what was committed since its cursor, and the job whenever it has moved. */
final class JobWatch {
    /** Ranges in one event. */
    private static final int BATCHES = 1000;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration WHILE_REDIS_IS_AWAY = Duration.ofSeconds(1);

    private final JobQueue queue;
    private final Jobs jobs;
    private final Tenant tenant;
    private final String id;
    private final EventStream out;
    private String cursor;
    private @Nullable JobBody told;
    private boolean ended;

    JobWatch(JobQueue queue, Jobs jobs, Tenant tenant, String id, String cursor, EventStream out) {
        this.queue = queue;
        this.jobs = jobs;
        this.tenant = tenant;
        this.id = id;
        this.cursor = cursor;
        this.out = out;
    }

    /** Rows whose results were committed. */
    private record Range(@JsonProperty("row_offset") long rowOffset, int rows) {}

    /** @param next cursor for the page of results after these */
    private record Committed(List<Range> ranges, String next) {}

    private record Reset(String detail) {}

    /** Returns when the job has ended or is gone, or the server stops. */
    void run(BooleanSupplier stopped) throws IOException, InterruptedException {
        try (JobNews.Watch watch = queue.news().all(id)) {
            run(stopped, watch.bell());
        }
    }

    private void run(BooleanSupplier stopped, Bell news) throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long heard = news.rings();
            boolean reached = look();
            if (ended || stopped.getAsBoolean()) {
                return;
            }
            out.keepAlive();
            news.await(heard, reached ? pause : WHILE_REDIS_IS_AWAY);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** False while Redis is away. */
    private boolean look() throws IOException {
        return switch (queue.results(id, cursor, BATCHES)) {
            case Outcome.Ok<Optional<Results>>(Optional<Results> results) -> {
                switch (results.orElse(null)) {
                    case Results.Page page when Jobs.isOf(tenant, page.job()) -> tell(page);
                    case Results.Reset _ -> reset();
                    case null, default -> ended = true;
                }
                yield true;
            }
            case Outcome.Failed<Optional<Results>> _ -> {
                tell(jobs.body(tenant, id));
                yield false;
            }
        };
    }

    private void tell(Results.Page page) throws IOException {
        cursor = page.next();
        if (!page.batches().isEmpty()) {
            List<Range> ranges = page.batches().stream()
                    .map(b -> new Range(b.rowOffset(), b.rows()))
                    .toList();
            out.send("results", cursor, new Committed(ranges, cursor));
        }
        JobView job = page.job();
        boolean all = page.batches().size() < BATCHES;
        if (all) {
            tell(JobBody.of(job));
        }
        ended = all && job.state().ended();
    }

    private void tell(JobBody job) throws IOException {
        JobBody before = told;
        if (before == null
                || job.rowsDone() != before.rowsDone()
                || !job.state().equals(before.state())
                || (job.stale() == null) != (before.stale() == null)) {
            out.send("job", cursor, job);
            told = job;
        }
    }

    private void reset() throws IOException {
        cursor = "";
        out.send(
                "reset",
                cursor,
                new Reset("Redis lost what this cursor counted in: the results follow from the start; drop row ranges"
                        + " that you have."));
    }
}

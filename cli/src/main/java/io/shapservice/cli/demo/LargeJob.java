package io.shapservice.cli.demo;

import io.shapservice.client.Job;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ResultPage;
import io.shapservice.client.ShapClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The job that runs while things go wrong, followed by two threads: one reads its state, one its results as they come. */
final class LargeJob implements AutoCloseable {
    private static final Duration BETWEEN_STATES = Duration.ofMillis(300);
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(700);

    /** Redis was killed before it had written what it had acknowledged: up to a second of commits is made again, in another order. */
    private static final String CURSOR_RESET = ":cursor-reset";

    private final ShapClient client;
    private final Stopwatch stopwatch;
    private final JobProgress progress;
    private final CommittedRows committed = new CommittedRows();
    private final CountDownLatch allPagesRead = new CountDownLatch(1);
    private volatile Job latest;
    private volatile @Nullable Exception failure;
    private volatile boolean closed;

    private LargeJob(Job job, Stage stage) {
        this.client = stage.client.get();
        this.stopwatch = stage.stopwatch;
        this.progress = new JobProgress(stage);
        this.latest = job;
    }

    static LargeJob follow(Job job, Stage stage) {
        var large = new LargeJob(job, stage);
        Thread.ofVirtual().name("job-state").start(() -> large.untilFailed(large::followState));
        Thread.ofVirtual().name("job-pages").start(() -> large.untilFailed(large::followPages));
        return large;
    }

    private interface Following {
        void run() throws IOException, InterruptedException, ProblemException, PromiseBroken;
    }

    private void untilFailed(Following following) {
        try {
            following.run();
        } catch (IOException | InterruptedException | ProblemException | PromiseBroken | RuntimeException e) {
            if (!closed) {
                failure = e;
            }
        }
    }

    private void followState() throws IOException, InterruptedException, ProblemException {
        while (!closed && !latest.ended()) {
            latest = client.job(latest.id(), Duration.ZERO);
            progress.show(latest);
            LockSupport.parkNanos(BETWEEN_STATES.toNanos());
        }
        progress.done();
    }

    private void followPages() throws IOException, InterruptedException, ProblemException, PromiseBroken {
        String next = null;
        while (!closed) {
            ResultPage page;
            try {
                page = client.results(latest.id(), next);
            } catch (ProblemException e) {
                if (next == null || !e.problem().type().endsWith(CURSOR_RESET)) {
                    throw e;
                }
                committed.readAgain();
                next = null;
                continue;
            }
            committed.add(page.rowOffset(), page.rows(), stopwatch.elapsed());
            next = page.next();
            if (page.complete()) {
                allPagesRead.countDown();
                return;
            }
            if (page.rows() == 0) {
                LockSupport.parkNanos(BETWEEN_PAGES.toNanos());
            }
        }
    }

    /** @throws PromiseBroken when the results are no longer read, saying why */
    Job latest() throws PromiseBroken {
        var stopped = failure;
        if (stopped != null) {
            throw new PromiseBroken("the job cannot be followed any more: " + stopped);
        }
        return latest;
    }

    double fraction() throws PromiseBroken {
        return (double) latest().rowsDone() / latest().rows();
    }

    boolean allPagesRead() throws PromiseBroken {
        return latest().ended() && allPagesRead.getCount() == 0;
    }

    long rowsCommitted() {
        return committed.count();
    }

    /** Since the demo began, when the result of this row was first seen. */
    Optional<Duration> seen(long row) {
        return committed.seen(row);
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.shapservice.faults.load;

import io.shapservice.client.ExplainQuery;
import io.shapservice.client.Job;
import io.shapservice.client.NpyArray;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.data.Reference;
import io.shapservice.faults.data.Rows;
import io.shapservice.faults.service.ServiceUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Users: each submits a job of some rows, waits for its end, reads all of its results, compares them with the uninterrupted run and
 * begins again. Whatever is refused or breaks on the way is tried again; what is acknowledged has to end well.
 */
public final class JobStream implements AutoCloseable {
    /** From the end of the fault on: while workers are killed all the time, jobs may take theirs. */
    private static final Duration LONGEST_JOB = Duration.ofMinutes(5);

    private static final int FEWEST_ROWS = 150;
    private static final int MORE_ROWS = 4_000;

    private final ShapClient client;
    private final Rows rows;
    private final Reference reference;
    private final ExplainQuery query;
    private final InstantSource clock;
    private final Tally tally = new Tally();
    private final List<Thread> users = new ArrayList<>();
    private volatile boolean ending;
    private volatile Instant calm = Instant.MAX;

    private JobStream(ShapClient client, Rows rows, Reference reference, ExplainQuery query, InstantSource clock) {
        this.client = client;
        this.rows = rows;
        this.reference = reference;
        this.query = query;
        this.clock = clock;
    }

    public static JobStream start(
            ServiceUnderTest service,
            Rows rows,
            Reference reference,
            ExplainQuery query,
            int users,
            SplittableRandom random) {
        JobStream stream = new JobStream(service.client(), rows, reference, query, InstantSource.system());
        for (int i = 1; i <= users; i++) {
            SplittableRandom own = random.split();
            stream.users.add(Thread.ofVirtual().name("user-" + i).start(() -> stream.use(own)));
        }
        return stream;
    }

    public Tally tally() {
        return tally;
    }

    /** Lets every user finish the job at hand. */
    public void finish() throws InterruptedException {
        calm = clock.instant();
        ending = true;
        for (Thread user : users) {
            user.join();
        }
    }

    private void use(SplittableRandom random) {
        try {
            while (!ending) {
                int count = FEWEST_ROWS + random.nextInt(MORE_ROWS);
                int from = random.nextInt(rows.count() - count);
                explain(new ExplainedSlice(from, from + count, "key-" + Long.toHexString(random.nextLong())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void explain(ExplainedSlice slice) throws InterruptedException {
        Optional<Job> submitted = submit(slice);
        if (submitted.isEmpty()) {
            return;
        }
        tally.accepted();
        String id = submitted.get().id();
        Optional<Job> job = submitted;
        while (!job.map(Job::ended).orElse(false)) {
            if (overdue()) {
                tally.broken("job %s was acknowledged and has not ended %s after the fault".formatted(id, LONGEST_JOB));
                return;
            }
            job = look(id);
        }
        String state = job.get().state();
        if (!job.get().succeeded()) {
            tally.broken("job %s ended as %s: %s".formatted(id, state, job.get().error()));
            return;
        }
        compare(id, slice);
    }

    private boolean overdue() {
        return calm.isBefore(clock.instant().minus(LONGEST_JOB));
    }

    private Optional<Job> submit(ExplainedSlice slice) throws InterruptedException {
        byte[] npy = rows.npy(slice.from(), slice.to());
        while (!ending) {
            try {
                return Optional.of(client.submit(ServiceUnderTest.MODEL, npy, query, slice.key()));
            } catch (ProblemException e) {
                if (!e.problem().retryable()) {
                    tally.broken("a submit was refused for good: " + e.getMessage());
                    return Optional.empty();
                }
                tally.refusal();
            } catch (IOException e) {
                tally.refusal();
            }
        }
        return Optional.empty();
    }

    private Optional<Job> look(String id) throws InterruptedException {
        try {
            return Optional.of(client.job(id, Duration.ofSeconds(5)));
        } catch (ProblemException e) {
            if (!e.problem().retryable()) {
                tally.broken("job %s was acknowledged and is answered with %s".formatted(id, e.getMessage()));
                throw new InterruptedException("this user gives up");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void compare(String id, ExplainedSlice slice) throws InterruptedException {
        Exception broken = null;
        while (!overdue()) {
            try {
                NpyArray values = NpyArray.parse(client.array(id, "values"));
                NpyArray prediction = NpyArray.parse(client.array(id, "prediction"));
                Optional<String> difference = reference.difference(slice.from(), slice.to(), values, prediction);
                difference.ifPresentOrElse(
                        what -> tally.broken("job " + id + ": " + what), () -> tally.agreed(slice.to() - slice.from()));
                return;
            } catch (ProblemException e) {
                if (!e.problem().retryable()) {
                    tally.broken("the results of job %s are answered with %s".formatted(id, e.getMessage()));
                    return;
                }
            } catch (IOException e) {
                broken = e;
            }
        }
        tally.broken("the results of job " + id + " could not be read in time: " + broken);
    }

    @Override
    public void close() {
        ending = true;
        users.forEach(Thread::interrupt);
        client.close();
    }
}

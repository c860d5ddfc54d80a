package io.shapservice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Workers and clients that do at random what real ones do, right and wrong, and what they were told: which commits were accepted.
 * An outcome that is not known (Redis was killed in the middle) is left open, as a real worker must leave it.
 */
final class SimulatedFleet {
    private static final int WORKERS = 5;
    private static final int MOST_ACTIVE = 6;

    private final QueueOnRedis redis;
    private final SplittableRandom random;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private final Map<String, Map<Long, String>> accepted = new HashMap<>();
    /** The last attempt that anybody was given for a batch, by {@code job:batch}: no older one may commit. */
    private final Map<String, String> newest = new HashMap<>();

    private int submitted;

    /** A process: restarted, it forgets its claims, but late messages of the old one may still arrive. */
    private static final class SimulatedWorker {
        private final String name;
        private JobQueue queue;
        private final List<Claim> held = new ArrayList<>();
        private final List<Claim> late = new ArrayList<>();
        private long counter;

        private SimulatedWorker(String name, JobQueue queue) {
            this.name = name;
            this.queue = queue;
        }

        private WorkerIdentity identity() {
            return QueueOnRedis.worker(name);
        }
    }

    SimulatedFleet(QueueOnRedis redis, SplittableRandom random) {
        this.redis = redis;
        this.random = random;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(new SimulatedWorker("w" + i, redis.process()));
        }
    }

    /** One random step of a random party. */
    void step() {
        SimulatedWorker worker = workers.get(random.nextInt(workers.size()));
        switch (random.nextInt(20)) {
            case 0 -> submit();
            case 1, 2, 3, 4 -> claim(worker, true);
            case 5 -> claim(worker, false);
            case 6, 7, 8 -> take(worker.held).ifPresent(claim -> complete(worker, claim));
            case 9 -> pick(worker.late).ifPresent(claim -> complete(worker, claim));
            case 10 -> take(worker.held).ifPresent(claim -> fail(worker, claim));
            case 11 -> release(worker);
            case 12, 13 -> renew(worker, true);
            case 14 -> renew(worker, false);
            case 15 -> restart(worker);
            case 16 -> pick(jobs).ifPresent(this::stop);
            case 17 -> redis.queue.reap();
            case 18 -> redis.pass(Duration.ofMillis(random.nextLong(20_000)));
            default -> redis.queue.sample();
        }
    }

    /** What a worker sends while Redis is killed; only steps that do not look at Redis first. */
    void stepThroughAnOutage() {
        SimulatedWorker worker = workers.get(random.nextInt(workers.size()));
        switch (random.nextInt(5)) {
            case 0 -> claim(worker, true);
            case 1 -> take(worker.held).ifPresent(claim -> complete(worker, claim));
            case 2 -> renew(worker, true);
            case 3 -> release(worker);
            default -> redis.queue.reap();
        }
    }

    /** Healthy from now on: every job that is left must come to its end. */
    void finish() {
        for (int i = 0; i < 10_000 && !allEnded(); i++) {
            SimulatedWorker worker = workers.get(i % workers.size());
            claim(worker, true);
            new ArrayList<>(worker.held).forEach(claim -> complete(worker, claim));
            worker.held.clear();
            redis.pass(Duration.ofSeconds(5));
            QueueOnRedis.value(redis.queue.reap());
        }
        assertThat(jobs)
                .allSatisfy(id -> assertThat(redis.job(id).state().ended()).isTrue());
    }

    /** Each batch of an ended job is committed once, by an attempt that was told so, or dead. */
    void assertNothingLostOrDoubled() {
        for (String id : jobs) {
            JobView job = redis.job(id);
            List<Results.CommittedBatch> batches = redis.page(id, "", 1000).batches();
            Map<Long, String> told = accepted.getOrDefault(id, Map.of());
            assertThat(batches).extracting(Results.CommittedBatch::batch).doesNotHaveDuplicates();
            Map<Long, String> stored = batches.stream()
                    .collect(Collectors.toMap(Results.CommittedBatch::batch, Results.CommittedBatch::resultKey));
            assertThat(stored).containsAllEntriesOf(told);
            if (job.state() != JobState.CANCELLED) {
                assertThat(batches.size() + job.dead().size()).isEqualTo((int) job.batches());
            }
        }
    }

    private boolean allEnded() {
        return jobs.stream().allMatch(id -> redis.job(id).state().ended());
    }

    private void submit() {
        String id = "job" + submitted;
        long rows = random.nextLong(1, 60);
        Submission submission = new Submission(
                id,
                "t" + random.nextInt(3),
                "bulk",
                "m",
                QueueOnRedis.DIGEST,
                "{\"k\":" + random.nextInt(2) + "}",
                rows,
                random.nextInt(1, 9),
                random.nextDouble(3),
                Duration.ofDays(365));
        boolean busy = jobs.stream().filter(j -> !redis.job(j).state().ended()).count() >= MOST_ACTIVE;
        if (!busy && redis.queue.submit(submission) instanceof Outcome.Ok) {
            submitted++;
            jobs.add(id);
        }
    }

    /** @param heard whether the answer arrives */
    private void claim(SimulatedWorker worker, boolean heard) {
        if (worker.queue.claim(worker.identity(), random.nextInt(1, 4), 10)
                instanceof Outcome.Ok<List<Claim>>(List<Claim> claims)) {
            (heard ? worker.held : worker.late).addAll(claims);
            claims.forEach(claim -> newest.put(claim.jobId() + ":" + claim.batch(), claim.attempt()));
        }
    }

    private void complete(SimulatedWorker worker, Claim claim) {
        BatchResult result = QueueOnRedis.result(claim);
        switch (worker.queue.complete(worker.identity(), claim, result)) {
            case Outcome.Ok<Completion>(Completion completion)
            when completion == Completion.COMMITTED -> {
                String before = accepted.computeIfAbsent(claim.jobId(), _ -> new HashMap<>())
                        .put(claim.batch(), result.resultKey());
                assertThat(before).isIn(null, result.resultKey());
                assertThat(claim.attempt()).isEqualTo(newest.get(claim.jobId() + ":" + claim.batch()));
                worker.late.add(claim);
            }
            case Outcome.Ok<Completion> _, Outcome.Failed<Completion> _ -> worker.late.add(claim);
        }
    }

    private void fail(SimulatedWorker worker, Claim claim) {
        FailureClass[] classes = FailureClass.values();
        Failure failure = new Failure(classes[random.nextInt(classes.length)], "made to fail");
        worker.queue.fail(worker.identity(), claim, failure);
        worker.late.add(claim);
    }

    private void release(SimulatedWorker worker) {
        worker.queue.release(worker.identity(), worker.held);
        worker.late.addAll(worker.held);
        worker.held.clear();
        if (random.nextBoolean()) {
            worker.queue.leave(worker.identity());
            restart(worker);
        }
    }

    private void renew(SimulatedWorker worker, boolean progress) {
        worker.counter += progress ? 1 : 0;
        Set<String> attempts = worker.held.stream().map(Claim::attempt).collect(Collectors.toSet());
        if (worker.queue.renew(worker.identity(), new Heartbeat(worker.counter, 1, 1, "busy", attempts))
                instanceof Outcome.Ok<Renewal>(Renewal renewal)) {
            assertThat(attempts).containsAll(renewal.dropped());
            worker.held.removeIf(claim -> renewal.dropped().contains(claim.attempt()) && worker.late.add(claim));
        }
    }

    private void restart(SimulatedWorker worker) {
        worker.queue = redis.process();
        worker.late.addAll(worker.held);
        worker.held.clear();
        worker.counter = 0;
    }

    private void stop(String job) {
        if (random.nextInt(3) == 0) {
            if (redis.queue.purge(job) instanceof Outcome.Ok) {
                jobs.remove(job);
                accepted.remove(job);
            }
        } else {
            redis.queue.cancel(job);
        }
    }

    private Optional<Claim> take(List<Claim> from) {
        Optional<Claim> claim = pick(from);
        claim.ifPresent(from::remove);
        return claim;
    }

    private <T> Optional<T> pick(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }
}

package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Workers, clients and clocks that take one random step after another, and tell the model what came of it. */
final class ModelFleet {
    private static final int WORKERS = 24;
    private static final int MOST_JOBS = 6;
    private static final String[] LANES = {"interactive", "default", "bulk"};

    private final SimulatedNetwork network;
    private final SplittableRandom random;
    private final QueueModel model = new QueueModel();
    private final List<WorkerProcess> processes = new ArrayList<>();
    private final JobQueue client;
    private int submitted;
    private int started;

    /** A worker process and what it knows; restarted, it forgets its claims, but late messages of it may still arrive. */
    private static final class WorkerProcess {
        private final String name;
        private final String id;
        private final JobQueue queue;
        private final List<Claim> held = new ArrayList<>();
        private long counter;

        private WorkerProcess(String name, String id, JobQueue queue) {
            this.name = name;
            this.id = id;
            this.queue = queue;
        }

        private WorkerIdentity identity() {
            return QueueOnRedis.worker(name);
        }
    }

    ModelFleet(SimulatedNetwork network, SplittableRandom random) {
        this.network = network;
        this.random = random;
        this.client = queue();
        for (int i = 0; i < WORKERS; i++) {
            processes.add(start("w" + i));
        }
    }

    /** Worker processes that were ever started. */
    int started() {
        return started;
    }

    int submitted() {
        return submitted;
    }

    void step() {
        int i = random.nextInt(processes.size());
        WorkerProcess worker = processes.get(i);
        switch (random.nextInt(32)) {
            case 0, 1 -> submit();
            case 2, 3, 4, 5, 6, 7 -> claim(worker);
            case 8, 9, 10, 11, 12, 13, 14 -> take(worker.held).ifPresent(claim -> complete(worker, claim));
            case 15 -> pick(worker.held).ifPresent(claim -> complete(worker, claim));
            case 16, 17 -> take(worker.held).ifPresent(claim -> fail(worker, claim));
            case 18 -> release(worker);
            case 19, 20, 21 -> renew(worker);
            case 22 -> processes.set(i, start(worker.name));
            case 23 -> pick(model.jobs()).ifPresent(this::stop);
            case 24 -> reap();
            case 25, 26 -> network.passMillis(random.nextLong(3000));
            case 27 -> time();
            case 28 -> network.deliverSomethingLate();
            case 29 -> pick(model.jobs()).ifPresent(this::read);
            case 30 -> pick(model.jobs()).ifPresent(this::redrive);
            default -> network.call(client::sample, _ -> tick());
        }
    }

    private void time() {
        long hour = Duration.ofHours(1).toMillis();
        network.passMillis(
                switch (random.nextInt(30)) {
                    case 0 -> hour;
                    case 1 -> -hour;
                    default -> random.nextLong(30_000);
                });
    }

    private void submit() {
        if (model.jobs().size() >= MOST_JOBS) {
            return;
        }
        String id = "job" + submitted++;
        int rows = random.nextInt(1, 40);
        Submission submission = new Submission(
                id,
                "t" + random.nextInt(3),
                LANES[random.nextInt(LANES.length)],
                "m",
                QueueOnRedis.DIGEST,
                "{\"k\":" + random.nextInt(2) + "}",
                rows,
                random.nextInt(1, 12),
                random.nextDouble(3),
                Duration.ofDays(365));
        network.call(() -> client.submit(submission), answer -> {
            tick();
            if (answer instanceof Submitted.Accepted accepted && accepted.created()) {
                model.submitted(id, rows);
            }
        });
    }

    private void claim(WorkerProcess worker) {
        int batches = random.nextInt(1, 4);
        Outcome<List<Claim>> heard = network.call(() -> worker.queue.claim(worker.identity(), batches, 10), claims -> {
            tick();
            model.claimed(worker.name, worker.id, claims, network.now());
        });
        if (heard instanceof Outcome.Ok<List<Claim>>(List<Claim> claims)) {
            claims.stream().filter(claim -> !worker.held.contains(claim)).forEach(worker.held::add);
        }
    }

    private void complete(WorkerProcess worker, Claim claim) {
        network.call(() -> worker.queue.complete(worker.identity(), claim, QueueOnRedis.result(claim)), answer -> {
            tick();
            model.completed(claim, answer);
        });
    }

    private void fail(WorkerProcess worker, Claim claim) {
        FailureClass[] classes = FailureClass.values();
        Failure failure = new Failure(classes[random.nextInt(classes.length)], "made to fail");
        network.call(() -> worker.queue.fail(worker.identity(), claim, failure), owned -> {
            tick();
            model.failed(claim, owned);
        });
    }

    private void release(WorkerProcess worker) {
        List<Claim> held = List.copyOf(worker.held);
        worker.held.clear();
        network.call(() -> worker.queue.release(worker.identity(), held), owned -> {
            tick();
            model.released(held, owned);
        });
        if (random.nextBoolean()) {
            network.call(() -> worker.queue.leave(worker.identity()), _ -> {
                tick();
                model.left(worker.name);
            });
        }
    }

    private void renew(WorkerProcess worker) {
        worker.counter += random.nextInt(3) > 0 ? 1 : 0;
        Set<String> attempts = worker.held.stream().map(Claim::attempt).collect(Collectors.toSet());
        Heartbeat heartbeat = new Heartbeat(worker.counter, 1, 1, "busy", attempts);
        Outcome<Renewal> heard = network.call(() -> worker.queue.renew(worker.identity(), heartbeat), renewal -> {
            tick();
            model.renewed(worker.name, worker.id, attempts, renewal, network.now());
        });
        if (heard instanceof Outcome.Ok<Renewal>(Renewal renewal)) {
            worker.held.removeIf(claim -> renewal.dropped().contains(claim.attempt()));
        }
    }

    private void stop(String job) {
        if (random.nextBoolean()) {
            network.call(() -> client.purge(job), _ -> {
                tick();
                model.forgotten(job);
            });
            collect();
        } else if (random.nextInt(4) == 0) {
            network.call(() -> client.cancel(job), view -> {
                tick();
                view.filter(v -> v.state() == JobState.CANCELLED).ifPresent(_ -> model.stopped(job));
            });
        }
    }

    private void collect() {
        if (network.call(() -> client.garbage(100), _ -> tick())
                        instanceof Outcome.Ok<Optional<Garbage>>(Optional<Garbage> some)
                && some.isPresent()) {
            network.call(() -> client.collected(some.get()), _ -> tick());
        }
    }

    private void reap() {
        network.call(client::reap, _ -> tick());
        collect();
    }

    private void redrive(String job) {
        network.call(() -> client.redrive(job, 0, random.nextLong(1, 40)), _ -> tick());
    }

    private void read(String job) {
        // The two are one moment: nobody else speaks in between, and nothing that is late is delivered.
        Outcome<Optional<JobView>> view = network.call(() -> client.job(job), _ -> tick());
        Outcome<Optional<Results>> results = network.call(() -> client.results(job, "", 1000), _ -> tick());
        if (view instanceof Outcome.Ok<Optional<JobView>>(Optional<JobView> seen)
                && seen.isPresent()
                && results instanceof Outcome.Ok<Optional<Results>>(Optional<Results> page)
                && page.orElse(null) instanceof Results.Page committed) {
            model.read(seen.get(), committed.batches());
        }
    }

    private void tick() {
        model.timeIs(network.now());
    }

    private WorkerProcess start(String name) {
        started++;
        JobQueue queue = queue();
        var _ = queue.bell(QueueOnRedis.worker(name));
        return new WorkerProcess(name, name + "#" + started, queue);
    }

    private JobQueue queue() {
        return new RedisJobQueue(
                network, (_, _) -> () -> true, () -> 0, QueueOnRedis.SETTINGS, new Bits(random.split()));
    }

    /** Identities from the seed, so that a run can be repeated. */
    private record Bits(SplittableRandom seeded) implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return seeded.nextLong();
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

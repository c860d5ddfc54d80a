package io.shapservice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A queue on a Redis of its own, whose logical clock a test moves by hand. As an extension it is one for all tests of a class: empty
 * before each, and sound after it.
 */
final class QueueOnRedis implements AutoCloseable, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    static final QueueSettings SETTINGS = QueueSettings.of(Duration.ofSeconds(60));
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    static final Script AUDIT = QueueScripts.load(
            List.of("keys", "clock", "costs", "budgets", "trash", "turns", "jobs", "leases"), "audit");

    final RedisServer server;
    final RedisGateway gateway;
    final JobQueue queue;

    QueueOnRedis(RedisServerOptions options, Duration timeout) {
        this(RedisBinary.find(), options, timeout);
    }

    QueueOnRedis(RedisBinary binary, RedisServerOptions options, Duration timeout) {
        server = RedisServer.start(binary, options);
        gateway = RedisGateway.open(
                RedisSettings.of(server.url()).withTimeout(timeout), new SimpleMeterRegistry(), Clock.systemUTC());
        Eventually.holds("connected", () -> gateway.health().connected());
        queue = new RedisJobQueue(gateway, SETTINGS);
    }

    static QueueOnRedis inMemory() {
        return new QueueOnRedis(RedisServerOptions.inMemory(), Duration.ofSeconds(30));
    }

    /** Another process on the same Redis. */
    JobQueue process() {
        return new RedisJobQueue(gateway, SETTINGS);
    }

    void pass(Duration time) {
        command("HINCRBY", "{q0}:meta", "now", Long.toString(time.toMillis()));
    }

    /** Lets every lease run out that is not renewed meanwhile. */
    void passOneLease() {
        pass(SETTINGS.lease().duration().plusMillis(1));
    }

    void assertSound() {
        List<String> wrong = value(gateway.run(
                Traffic.STATUS,
                AUDIT,
                SETTINGS.shard(),
                List.of("", "0", "", "0"),
                reply -> reply.items().stream().map(Reply::text).toList()));
        assertThat(wrong).isEmpty();
    }

    Reply command(String name, String... args) {
        List<byte[]> bytes = Arrays.stream(args)
                .map(arg -> arg.getBytes(StandardCharsets.UTF_8))
                .toList();
        return value(gateway.command(Traffic.STATUS, name, bytes, reply -> reply));
    }

    JobView submit(String id, long rows, int batchSize) {
        return accepted(queue.submit(submission(id, rows, batchSize))).job();
    }

    JobView submitAs(String tenant, String id, long rows, int batchSize) {
        return accepted(queue.submit(submission(tenant, id, rows, batchSize))).job();
    }

    static Submission submission(String id, long rows, int batchSize) {
        return submission("tenant", id, rows, batchSize);
    }

    private static Submission submission(String tenant, String id, long rows, int batchSize) {
        return new Submission(id, tenant, "bulk", "housing", DIGEST, "{}", rows, batchSize, 2.0, Duration.ofHours(1));
    }

    static Submitted.Accepted accepted(Outcome<Submitted> outcome) {
        if (value(outcome) instanceof Submitted.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + value(outcome));
    }

    static WorkerIdentity worker(String name) {
        return new WorkerIdentity(name, "uid-" + name);
    }

    List<Claim> claim(String worker, int batches) {
        return value(queue.claim(worker(worker), batches, 1e6));
    }

    Claim claimOne(String worker) {
        List<Claim> claims = claim(worker, 1);
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    Completion complete(String worker, Claim claim) {
        return value(queue.complete(worker(worker), claim, result(claim)));
    }

    static BatchResult result(Claim claim) {
        String key = "job/" + claim.jobId() + "/out/" + claim.batch() + "/" + claim.attempt();
        return new BatchResult(key, "0f".repeat(32), 100 + claim.batch(), 0.5);
    }

    boolean fail(String worker, Claim claim, FailureClass failureClass) {
        return value(queue.fail(worker(worker), claim, new Failure(failureClass, "why | " + failureClass)));
    }

    Renewal renew(String worker, long counter, Claim... held) {
        return renew(queue, worker, counter, held);
    }

    static Renewal renew(JobQueue process, String worker, long counter, Claim... held) {
        Set<String> attempts =
                Set.copyOf(Arrays.stream(held).map(Claim::attempt).toList());
        return value(process.renew(
                worker(worker), new Heartbeat(counter, 10, 200, attempts.isEmpty() ? "idle" : "busy", attempts)));
    }

    JobView job(String id) {
        return value(queue.job(id)).orElseThrow();
    }

    /** Takes all garbage and answers the blobs that it named. */
    List<String> sweep() {
        List<String> keys = new ArrayList<>();
        for (var some = value(queue.garbage(2)); some.isPresent(); some = value(queue.garbage(2))) {
            keys.addAll(some.get().blobKeys());
            value(queue.collected(some.get()));
        }
        return keys;
    }

    Sample sample() {
        return value(queue.sample());
    }

    Results.Page page(String id, String after, int limit) {
        return (Results.Page) value(queue.results(id, after, limit)).orElseThrow();
    }

    static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T> failed -> throw new AssertionError(failed);
        };
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        command("FLUSHALL");
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertSound();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}

package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.result;
import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static io.shapservice.queue.QueueOnRedis.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redis.Durability;
import io.shapservice.redis.DurabilityProbe;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Topology;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue on a cluster of real processes whose primary is killed in the middle of a job. */
class ClusterTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @Test
    void aJobGoesOnWithTheSuccessorOfItsKilledPrimaryAndNothingConfirmedIsLost() {
        try (RedisCluster cluster = RedisCluster.start(RedisBinary.bundled());
                RedisGateway gateway = RedisGateway.open(
                        RedisSettings.of(cluster.url(), new Topology.Cluster()).withTimeout(PATIENT),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            Eventually.holds("connected", () -> gateway.health().connected());
            cluster.nodes()
                    .forEach(node -> assertThat(node.ask("CONFIG", "SET", "maxmemory", "100mb"))
                            .isEqualTo("OK"));
            Eventually.holds("all are known", () -> gateway.shares() == 3);
            assertThat(new MemoryLimit(gateway).getAsLong()).isEqualTo(300L << 20);
            JobQueue queue = new RedisJobQueue(gateway, QueueOnRedis.SETTINGS);
            Eventually.holds("submitted", () -> queue.submit(submission("j1", 1500, 500)) instanceof Outcome.Ok);
            List<Claim> claims = value(queue.claim(worker("w1"), 2, 1e6));
            assertThat(value(queue.complete(worker("w1"), claims.get(0), result(claims.get(0)))))
                    .isEqualTo(Completion.COMMITTED);
            DurabilityProbe probe = gateway.durability(QueueOnRedis.SETTINGS.shard(), PATIENT);
            Eventually.holds(
                    "the replica has it", () -> probe.confirm().equals(Outcome.ok(Durability.Promise.REPLICATED)));

            cluster.primaryOf(QueueOnRedis.SETTINGS.shard()).kill();

            Eventually.holds("the successor serves", () -> queue.job("j1") instanceof Outcome.Ok);
            // What is in flight while a primary is lost may be unknown, and is asked again.
            Eventually.holds(
                    "the claim outlived the primary",
                    () -> queue.complete(worker("w1"), claims.get(1), result(claims.get(1))) instanceof Outcome.Ok);
            Claim last = value(queue.claim(worker("w2"), 1, 1e6)).getFirst();
            assertThat(last.attemptNumber()).isEqualTo(1);
            assertThat(value(queue.complete(worker("w2"), last, result(last)))).isEqualTo(Completion.COMMITTED);
            assertThat(value(queue.job("j1")).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(value(queue.results("j1", "", 9)))
                    .hasValueSatisfying(results -> assertThat(results)
                            .isInstanceOfSatisfying(
                                    Results.Page.class,
                                    page -> assertThat(page.batches()).hasSize(3)));
        }
    }
}

package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisCluster;
import io.shapservice.redisserver.RedisSentinels;
import io.shapservice.redisserver.RedisServer;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real processes: a primary is killed or frozen, and another one takes over. */
class FailoverTest {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverTest.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** The servers themselves take 2 to 4 s; the rest is room for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final Script WRITE = Script.of("write", "return redis.call('SET', KEYS[1] .. ':s', ARGV[1])");

    /** What happens to the primary. */
    enum Fault {
        KILLED,
        /** Its connections stay open and silent, so only the sentinels tell. */
        FROZEN
    }

    static List<Fault> faults() {
        return LongRun.asked() ? List.of(Fault.values()) : List.of(Fault.KILLED);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aLostPrimaryIsReplacedAsTheSentinelsSayAndNobodyWritesToItWhenItIsBack(Fault fault) {
        try (RedisSentinels group = RedisSentinels.start(RedisBinary.find());
                RedisGateway gateway = open(group.url(), new Topology.Sentinel(RedisSentinels.PRIMARY))) {
            Eventually.holds("connected", () -> everythingWorks(gateway, "{q0}"));
            RedisServer lost = group.primary();
            RedisServer successor = group.replica();
            long before = gateway.reconnects();
            switch (fault) {
                case KILLED -> lost.kill();
                case FROZEN -> lost.pause();
            }
            recovered("sentinel, primary " + fault, gateway, "{q0}");
            assertThat(successor.ask("GET", "{q0}:s")).isEqualTo("v");
            assertThat(gateway.reconnects()).isGreaterThan(before);
            if (fault == Fault.FROZEN) {
                lost.resume();
                Eventually.holds("follows", () -> follows(lost));
                Eventually.holds("still works", () -> everythingWorks(gateway, "{q0}"));
            }
        }
    }

    @Test
    void ofAClusterEachKeyHasItsPrimaryAndAKilledOneIsReplaced() {
        try (RedisCluster cluster = RedisCluster.start(RedisBinary.find());
                RedisGateway gateway = open(cluster.url(), new Topology.Cluster())) {
            Eventually.holds("connected", () -> gateway.health().connected());
            List<String> keys = IntStream.range(0, 50).mapToObj(i -> "k" + i).toList();
            keys.forEach(key ->
                    assertThat(Asking.set(gateway, Traffic.PAYLOAD, key, key)).isEqualTo(Outcome.ok("OK")));
            assertThat(keys.stream().map(cluster::primaryOf).distinct()).hasSize(3);
            Eventually.holds("scripts", () -> everythingWorks(gateway, "{q0}"));

            long before = gateway.reconnects();
            cluster.primaryOf("{q0}").kill();
            recovered("cluster, primary killed", gateway, "{q0}");
            assertThat(gateway.reconnects()).isGreaterThan(before);
            keys.forEach(key -> Eventually.holds(
                    key + " is read",
                    () -> Asking.get(gateway, Traffic.PAYLOAD, key).equals(Outcome.ok(key))));
            Eventually.holds(
                    "healthy",
                    () -> gateway.health().connected()
                            && gateway.health().detail().isEmpty());
        }
    }

    private static RedisGateway open(String url, Topology topology) {
        return RedisGateway.open(
                RedisSettings.of(url, topology).withTimeout(TIMEOUT), new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static void recovered(String what, RedisGateway gateway, String key) {
        long start = System.nanoTime();
        Eventually.holds(what, () -> everythingWorks(gateway, key));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        LOG.info("{}: works again after {} ms", what, took.toMillis());
        assertThat(took).isLessThan(BOUND);
    }

    private static boolean follows(RedisServer server) {
        try {
            return server.ask("INFO", "replication").contains("master_link_status:up");
        } catch (UncheckedIOException e) {
            // Who makes it a replica cuts its connections.
            return false;
        }
    }

    /** Control traffic, a script and payloads. */
    private static boolean everythingWorks(RedisGateway gateway, String key) {
        return gateway.run(Traffic.CONTROL, WRITE, key, List.of("v"), Reply::text) instanceof Outcome.Ok
                && Asking.set(gateway, Traffic.PAYLOAD, key + ":p", "v") instanceof Outcome.Ok
                && Asking.get(gateway, Traffic.PAYLOAD, key + ":p").equals(Outcome.ok("v"));
    }
}

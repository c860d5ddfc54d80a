package io.shapservice.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisCluster;
import io.shapservice.redisserver.RedisSentinels;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Several servers, and nothing plain among them. */
@EnabledIfSystemProperty(named = "shap.redisFaults", matches = "all")
class TlsTopologyTest {
    @TempDir
    private Path folder;

    @Test
    void aPrimaryIsFoundAndFollowedThroughSentinelsThatSpeakTlsOnly() {
        try (RedisSentinels group = RedisSentinels.startWithTls(RedisBinary.bundled(), folder);
                RedisGateway gateway = open(group.url(), new Topology.Sentinel(RedisSentinels.PRIMARY))) {
            Eventually.holds("connected", () -> Asking.works(gateway, "k"));
            // On a busy machine they may have changed places already; a replica that has not caught up is never chosen.
            Eventually.holds("the replica follows", () -> follows(group));
            group.primary().kill();
            Eventually.holds("works with the successor", () -> Asking.works(gateway, "k"));
        }
    }

    @Test
    void everyNodeOfAClusterIsReachedOverTlsAndASuccessorToo() {
        try (RedisCluster cluster = RedisCluster.startWithTls(RedisBinary.bundled(), folder);
                RedisGateway gateway = open(cluster.url(), new Topology.Cluster())) {
            List<String> keys = IntStream.range(0, 30).mapToObj(i -> "k" + i).toList();
            keys.forEach(key -> Eventually.holds(key, () -> Asking.works(gateway, key)));
            cluster.primaryOf("k0").kill();
            keys.forEach(key -> Eventually.holds(key + " after the failover", () -> Asking.works(gateway, key)));
        }
    }

    private static boolean follows(RedisSentinels group) {
        try {
            return group.replica().ask("INFO", "replication").contains("master_link_status:up");
        } catch (UncheckedIOException e) {
            return false; // who changes its role cuts its connections
        }
    }

    private RedisGateway open(String url, Topology topology) {
        return RedisGateway.open(
                RedisSettings.of(url, topology)
                        .withTimeout(Duration.ofSeconds(5))
                        .withAccess(RedisAccess.withAuthority(folder.resolve("ca.crt"))),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}

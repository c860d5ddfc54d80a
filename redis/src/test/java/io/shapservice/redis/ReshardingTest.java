package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisCluster;
import io.shapservice.redisserver.RedisServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A slot goes from one primary to another while it is used. */
@EnabledIfSystemProperty(named = "shap.redisFaults", matches = "all")
class ReshardingTest {
    private static final Script COUNT = Script.of("count", "return redis.call('INCR', KEYS[1])");

    @Test
    void keysOfASlotOnItsWayAreFoundWhereverTheyAreAndNothingIsDoneTwice() {
        try (RedisCluster cluster = RedisCluster.start(RedisBinary.find());
                RedisGateway gateway = open(cluster.url())) {
            List<String> keys =
                    IntStream.range(0, 20).mapToObj(i -> "{moving}:" + i).toList();
            keys.forEach(key ->
                    Eventually.holds(key, () -> Asking.set(gateway, Traffic.PAYLOAD, key, key) instanceof Outcome.Ok));
            RedisServer before = cluster.primaryOf("{moving}");
            int[] steps = {0};
            cluster.move("{moving}", () -> {
                steps[0]++;
                assertThat(Asking.get(gateway, Traffic.PAYLOAD, "{moving}:0")).isEqualTo(Outcome.ok("{moving}:0"));
                assertThat(Asking.get(gateway, Traffic.PAYLOAD, "{moving}:19")).isEqualTo(Outcome.ok("{moving}:19"));
                assertThat(gateway.run(Traffic.CONTROL, COUNT, "{moving}:count", List.of(), Reply::whole))
                        .isEqualTo(Outcome.ok((long) steps[0]));
                assertThat(Asking.works(gateway, "{moving}:new" + steps[0])).isTrue();
            });

            assertThat(steps[0]).isGreaterThan(20);
            assertThat(cluster.primaryOf("{moving}")).isNotSameAs(before);
            keys.forEach(
                    key -> assertThat(Asking.get(gateway, Traffic.PAYLOAD, key)).isEqualTo(Outcome.ok(key)));
            assertThat(Asking.get(gateway, Traffic.STATUS, "{moving}:count")).isEqualTo(Outcome.ok("" + steps[0]));
        }
    }

    @Test
    void callsThatGoOnAllTheTimeLoseNothingToAMove() {
        try (RedisCluster cluster = RedisCluster.start(RedisBinary.find());
                RedisGateway gateway = open(cluster.url());
                Workload load = Workload.on(gateway)) {
            for (String key : List.of("counter", "p", "k", "counter")) {
                cluster.move(key, () -> {});
            }
            load.untilAllWork();
            load.holdsWhatWasAcknowledged();
            assertThat(load.outcomes().keySet()).allMatch(outcome -> !outcome.endsWith(" error"));
        }
    }

    private static RedisGateway open(String url) {
        return RedisGateway.open(
                RedisSettings.of(url, new Topology.Cluster()).withTimeout(Duration.ofSeconds(20)),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}

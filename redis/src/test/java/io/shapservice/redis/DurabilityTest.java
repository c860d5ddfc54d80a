package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redis.Durability.Promise;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DurabilityTest {
    private static final RedisServerOptions EVERYSEC =
            RedisServerOptions.durable().withConfig("appendfsync everysec");

    static List<RedisBinary> versions() {
        return RedisBinary.available();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatAnAcknowledgementMeansIsReadFromTheServer(RedisBinary binary) {
        try (RedisServer server = RedisServer.start(binary, RedisServerOptions.inMemory());
                RedisGateway gateway = open(server)) {
            DurabilityProbe probe = gateway.durability("{q0}", Duration.ofSeconds(60));
            Eventually.holds("told", () -> probe.ask() instanceof Outcome.Ok);
            assertThat(probe.known().promise()).isEqualTo(Promise.MEMORY);
            assertThat(probe.known().version()).isEqualTo(binary.version().toString());
            assertThat(probe.confirm()).isEqualTo(Outcome.ok(Promise.MEMORY));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsForcedToDiskAtEachWriteNeedsNoConfirmation(RedisBinary binary) {
        try (RedisServer server = RedisServer.start(binary, RedisServerOptions.durable());
                RedisGateway gateway = open(server)) {
            DurabilityProbe probe = gateway.durability("{q0}", Duration.ofSeconds(60));
            assertThat(probe.known()).isEqualTo(Durability.UNKNOWN);
            Eventually.holds("told in the background", () -> probe.known().promise() == Promise.AOF_FSYNC);
            assertThat(probe.confirm()).isEqualTo(Outcome.ok(Promise.AOF_FSYNC));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void writesThatAreForcedEverySecondAreConfirmedWhereTheServerCanTell(RedisBinary binary) throws Exception {
        boolean canTell = binary.version().major() > 7;
        try (RedisServer server = RedisServer.start(binary, EVERYSEC);
                RedisGateway gateway = open(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DurabilityProbe probe = gateway.durability("{q0}", Duration.ofSeconds(60));
            Eventually.holds("told", () -> probe.ask() instanceof Outcome.Ok);
            assertThat(probe.known().promise()).isEqualTo(Promise.AOF_EVERYSEC);
            List<Future<Outcome<Promise>>> confirmations = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                confirmations.add(threads.submit(probe::confirm));
            }
            for (Future<Outcome<Promise>> confirmation : confirmations) {
                assertThat(confirmation.get())
                        .isEqualTo(Outcome.ok(canTell ? Promise.AOF_FSYNC : Promise.AOF_EVERYSEC));
            }
            String waits = server.ask("INFO", "commandstats")
                    .lines()
                    .filter(line -> line.startsWith("cmdstat_waitaof"))
                    .collect(Collectors.joining());
            // Fifty of them share a few waits of up to a second.
            assertThat(waits).matches(canTell ? "cmdstat_waitaof:calls=[1-9],.*" : "");
        }
    }

    @Test
    void aReplicaThatHasAWriteConfirmsIt() {
        RedisServerOptions options = RedisServerOptions.inMemory()
                .withConfig("repl-diskless-sync yes")
                .withConfig("repl-diskless-sync-delay 0");
        try (RedisServer server = RedisServer.start(RedisBinary.bundled(), options);
                RedisServer replica = RedisServer.start(RedisBinary.bundled(), options.withPrimary(server));
                RedisGateway gateway = open(server)) {
            Eventually.holds("follows", () -> replica.ask("INFO", "replication").contains("master_link_status:up"));
            DurabilityProbe probe = gateway.durability("{q0}", Duration.ofSeconds(5));
            Eventually.holds("told", () -> probe.ask() instanceof Outcome.Ok);
            assertThat(probe.known().confirmable()).isEqualTo(Promise.REPLICATED);
            assertThat(probe.confirm()).isEqualTo(Outcome.ok(Promise.REPLICATED));
            replica.pause();
            DurabilityProbe impatient = gateway.durability("{q0}", Duration.ofMillis(200));
            assertThat(impatient.ask()).isInstanceOf(Outcome.Ok.class);
            assertThat(impatient.confirm()).isEqualTo(Outcome.ok(Promise.MEMORY));
        }
    }

    private static RedisGateway open(RedisServer server) {
        return RedisGateway.open(RedisSettings.of(server.url()), new SimpleMeterRegistry(), Clock.systemUTC());
    }
}

package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisGatewayTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration IMPATIENT = Duration.ofMillis(500);
    /** Far beyond the timeout, because the machine may be busy; far below "hangs". */
    private static final Duration PROMPT = Duration.ofSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatIsWrittenIsRead() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, PATIENT)) {
            assertThat(set(gateway, "k", "v")).isEqualTo(Outcome.ok("OK"));
            assertThat(get(gateway, "k")).isEqualTo(Outcome.ok("v"));
            assertThat(get(gateway, "absent")).isEqualTo(Outcome.ok("nothing"));
        }
    }

    @Test
    void aPayloadOfAnyBytesComesBackOverThePool() throws Exception {
        byte[] payload = new byte[3 << 20];
        new Random(7).nextBytes(payload);
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, PATIENT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome<Boolean>>> reads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] key = utf8("big" + i);
                reads.add(threads.submit(() -> gateway.command(
                                Traffic.PAYLOAD, "SET", List.of(key, payload), Reply::text)
                        .then(_ -> gateway.command(
                                Traffic.PAYLOAD,
                                "GET",
                                List.of(key),
                                reply -> java.util.Arrays.equals(reply.bytes(), payload)))));
            }
            for (Future<Outcome<Boolean>> read : reads) {
                assertThat(read.get()).isEqualTo(Outcome.ok(true));
            }
            assertThat(registry.get("shap.redis.connections").gauge().value()).isGreaterThan(1);
        }
    }

    @Test
    void aScriptIsSentInFullOnlyWhenTheServerDoesNotKnowIt() {
        Script script = Script.of("echo", "return {KEYS[1], ARGV[1], 7, {}, false}");
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, PATIENT)) {
            for (int i = 0; i < 3; i++) {
                List<Reply> reply =
                        items(gateway.run(Traffic.CONTROL, script, "{k}", List.of("a\u00fc"), Reply::items));
                assertThat(reply.get(0).text()).isEqualTo("{k}");
                assertThat(reply.get(1).text()).isEqualTo("a\u00fc");
                assertThat(reply.get(2).whole()).isEqualTo(7);
                assertThat(reply.get(3).items()).isEmpty();
                assertThat(reply.get(4).missing()).isTrue();
            }
            // One refusal as unknown, then the source, then two by digest.
            assertThat(calls("control", "error")).isEqualTo(1);
            assertThat(calls("control", "ok")).isEqualTo(3);
        }
    }

    @Test
    void openingWhileRedisIsAwayReturnsAndConnectsLater() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory())) {
            server.kill();
            long start = System.nanoTime();
            try (RedisGateway gateway = open(server, PATIENT)) {
                assertThat(get(gateway, "k")).satisfies(o -> assertThat(kind(o)).isEqualTo(Outcome.Kind.REJECTED));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
                assertThat(gateway.health().reachable()).isFalse();
                assertThat(gateway.health().detail()).contains("127.0.0.1:" + server.port());

                server.restart();
                Eventually.holds("connected", () -> get(gateway, "k") instanceof Outcome.Ok);
                assertThat(gateway.health().reachable()).isTrue();
                assertThat(gateway.health().detail()).isEmpty();
            }
        }
    }

    @Test
    void aPausedRedisIsATimeoutAndNeverAHang() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, IMPATIENT)) {
            server.pause();
            long start = System.nanoTime();
            Outcome<String> outcome = get(gateway, "k");
            assertThat(kind(outcome)).isEqualTo(Outcome.Kind.TIMEOUT);
            assertThat(((Outcome.Failed<String>) outcome).detail())
                    .contains("GET on 127.0.0.1:" + server.port(), "no answer in 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
            Eventually.holds("seen as unreachable", () -> !gateway.health().reachable());
            server.resume();
            Eventually.holds("answers again", () -> get(gateway, "k") instanceof Outcome.Ok);
        }
    }

    @Test
    void aPoolWhoseConnectionsAreAllBusyRefusesInTimeAndOpensNoMore() throws Exception {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = RedisGateway.open(
                        RedisSettings.of(server.url()).withTimeout(IMPATIENT).withPoolSize(2),
                        registry,
                        Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Eventually.holds("connected", () -> payload(gateway) instanceof Outcome.Ok);
            server.pause();
            long start = System.nanoTime();
            List<Future<Outcome<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> payload(gateway)));
            }
            List<Outcome<String>> outcomes = new ArrayList<>();
            for (Future<Outcome<String>> call : calls) {
                outcomes.add(call.get());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(kind(outcome))
                            .isIn(Outcome.Kind.TIMEOUT, Outcome.Kind.REJECTED, Outcome.Kind.DISCONNECTED));
            assertThat(outcomes)
                    .anySatisfy(outcome -> assertThat(outcome.toString())
                            .contains("all 2 connections of REDIS_CONNECTION_POOL_SIZE are busy"));
            server.resume();
            Eventually.holds("works again", () -> payload(gateway) instanceof Outcome.Ok);
            assertThat(registry.get("shap.redis.connections").gauge().value()).isLessThanOrEqualTo(4);
            assertThat(registry.get("shap.redis.pool.in.use").gauge().value()).isZero();
        }
    }

    private static Outcome<String> payload(RedisGateway gateway) {
        return gateway.command(Traffic.PAYLOAD, "SET", args("p", "v"), Reply::text);
    }

    @Test
    void theBreakerStopsCallsToASilentRedisAndOnlyOfThatTraffic() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, IMPATIENT)) {
            server.pause();
            Eventually.holds("refused at once", () -> kind(get(gateway, "k")) == Outcome.Kind.REJECTED);
            assertThat(gateway.health().breakers())
                    .containsEntry("status", "open")
                    .containsEntry("control", "closed");
            server.resume();
            Eventually.holds("answers again", () -> get(gateway, "k") instanceof Outcome.Ok);
            Eventually.holds("closes", () -> {
                get(gateway, "k");
                return "closed".equals(gateway.health().breakers().get("status"));
            });
        }
    }

    @Test
    void aKilledRedisIsReconnectedToAndNothingIsSentTwice() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.durable());
                RedisGateway gateway = connected(server, PATIENT)) {
            for (int round = 1; round <= 3; round++) {
                int before = counter(gateway);
                server.kill();
                Outcome<Long> whileDown = increment(gateway);
                assertThat(whileDown).isInstanceOf(Outcome.Failed.class);
                server.restart();
                Eventually.holds("reconnected", () -> get(gateway, "k") instanceof Outcome.Ok);
                assertThat(counter(gateway)).isEqualTo(before);
                assertThat(increment(gateway)).isEqualTo(Outcome.ok(before + 1L));
                int reconnects = round;
                Eventually.holds("counted", () -> gateway.health().reconnects() >= reconnects);
            }
        }
    }

    @Test
    void whatWasInFlightWhenRedisDiedFailsAsDisconnected() throws Exception {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, PATIENT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.pause();
            Future<Outcome<String>> call = threads.submit(() -> get(gateway, "k"));
            Eventually.holds("waiting for an answer", () -> !call.isDone());
            server.kill();
            assertThat(kind(call.get())).isIn(Outcome.Kind.DISCONNECTED, Outcome.Kind.REJECTED);
        }
    }

    @Test
    void aFullRedisIsOomAndDoesNotOpenTheBreaker() {
        RedisServerOptions tiny = RedisServerOptions.inMemory().withConfig("maxmemory 100kb");
        try (RedisServer server = RedisServer.start(tiny);
                RedisGateway gateway = connected(server, PATIENT)) {
            Script write = Script.of("write", "return redis.call('SET', KEYS[1], ARGV[1])");
            for (int i = 0; i < 30; i++) {
                assertThat(kind(set(gateway, "k", "v"))).isEqualTo(Outcome.Kind.OOM);
                assertThat(kind(gateway.run(Traffic.STATUS, write, "k", List.of("v"), Reply::text)))
                        .isEqualTo(Outcome.Kind.OOM);
            }
            assertThat(gateway.health().breakers()).containsEntry("status", "closed");
        }
    }

    @Test
    void aRotatedPasswordIsReadAtTheNextConnection(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "first\n");
        try (RedisServer server =
                RedisServer.start(RedisServerOptions.inMemory().withPassword("first"))) {
            RedisSettings settings = RedisSettings.of(server.url()).withAccess(RedisAccess.withPassword(secret));
            try (RedisGateway gateway = RedisGateway.open(settings, registry, Clock.systemUTC())) {
                Eventually.holds("connected", () -> get(gateway, "k") instanceof Outcome.Ok);
                assertThat(gateway.command(Traffic.STATUS, "CONFIG", args("SET", "requirepass", "second"), Reply::text))
                        .isEqualTo(Outcome.ok("OK"));
                Files.writeString(secret, "second\n");
                gateway.command(Traffic.STATUS, "CLIENT", args("KILL", "SKIPME", "no"), Reply::whole);
                Eventually.holds("connected with the new password", () -> get(gateway, "k") instanceof Outcome.Ok);
            }
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotRepeated(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "hunter2");
        try (RedisServer server =
                RedisServer.start(RedisServerOptions.inMemory().withPassword("other"))) {
            RedisSettings settings = RedisSettings.of(server.url()).withAccess(RedisAccess.withPassword(secret));
            try (RedisGateway gateway = RedisGateway.open(settings, registry, Clock.systemUTC())) {
                assertThat(kind(get(gateway, "k"))).isEqualTo(Outcome.Kind.REJECTED);
                Eventually.holds("told", () -> gateway.health().detail().contains("WRONGPASS"));
                assertThat(gateway.health().detail()).doesNotContain("hunter2");
            }
        }
    }

    @Test
    void anAnswerOfTheWrongShapeIsAnErrorAndNotAnException() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = connected(server, PATIENT)) {
            Outcome<List<Reply>> outcome = gateway.command(Traffic.STATUS, "PING", List.of(), Reply::items);
            assertThat(kind(outcome)).isEqualTo(Outcome.Kind.ERROR);
        }
    }

    private RedisGateway connected(RedisServer server, Duration timeout) {
        RedisGateway gateway = open(server, timeout);
        Eventually.holds("connected", () -> gateway.health().connected());
        return gateway;
    }

    private RedisGateway open(RedisServer server, Duration timeout) {
        return RedisGateway.open(RedisSettings.of(server.url()).withTimeout(timeout), registry, Clock.systemUTC());
    }

    private double calls(String traffic, String outcome) {
        return registry.get("shap.redis.calls")
                .tag("traffic", traffic)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Outcome<String> set(RedisGateway gateway, String key, String value) {
        return gateway.command(Traffic.STATUS, "SET", args(key, value), Reply::text);
    }

    private static Outcome<String> get(RedisGateway gateway, String key) {
        return gateway.command(Traffic.STATUS, "GET", args(key), reply -> reply.missing() ? "nothing" : reply.text());
    }

    private static Outcome<Long> increment(RedisGateway gateway) {
        return gateway.command(Traffic.STATUS, "INCR", args("counter"), Reply::whole);
    }

    private static int counter(RedisGateway gateway) {
        return switch (get(gateway, "counter")) {
            case Outcome.Ok<String>(String value) -> value.equals("nothing") ? 0 : Integer.parseInt(value);
            case Outcome.Failed<String> failed -> throw new AssertionError(failed);
        };
    }

    private static List<Reply> items(Outcome<List<Reply>> outcome) {
        return switch (outcome) {
            case Outcome.Ok<List<Reply>>(List<Reply> items) -> items;
            case Outcome.Failed<List<Reply>> failed -> throw new AssertionError(failed);
        };
    }

    private static Outcome.Kind kind(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<?> ok -> throw new AssertionError(ok);
            case Outcome.Failed<?>(Outcome.Kind kind, String _) -> kind;
        };
    }

    private static List<byte[]> args(String... texts) {
        return java.util.Arrays.stream(texts).map(RedisGatewayTest::utf8).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.FaultyNetwork;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service sees while its Redis, or the network before it, is broken on purpose; the figures are in docs/redis.md. */
class FaultsTest {
    private static final Logger LOG = LoggerFactory.getLogger(FaultsTest.class);
    private static final Duration TIMEOUT = Duration.ofMillis(800);
    /** Breakers, back-off and the busy machine have their part in it. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final Patience SHORT =
            new Patience(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Each is over when it returns. */
    enum Fault {
        CONNECTIONS_KILLED,
        CONNECTIONS_FORGOTTEN,
        PAUSED,
        ASLEEP,
        KILLED_AND_RESTARTED,
        FROZEN_FOR_LONG,
        CUT_OFF;

        void inflictOn(RedisServer server, FaultyNetwork network) {
            switch (this) {
                case CONNECTIONS_KILLED -> server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                case CONNECTIONS_FORGOTTEN -> network.forgetConnections();
                case PAUSED -> {
                    server.ask("CLIENT", "PAUSE", "3000", "ALL");
                    await(Duration.ofSeconds(3));
                }
                case ASLEEP -> server.ask("DEBUG", "SLEEP", "3");
                case KILLED_AND_RESTARTED -> {
                    server.kill();
                    await(Duration.ofSeconds(1));
                    server.restart();
                }
                case FROZEN_FOR_LONG -> {
                    server.pause();
                    await(Duration.ofSeconds(8));
                    server.resume();
                }
                case CUT_OFF -> {
                    network.partition();
                    await(Duration.ofSeconds(3));
                    network.heal();
                }
            }
        }

        private static void await(Duration duration) {
            LockSupport.parkNanos(duration.toNanos());
        }
    }

    static List<Fault> faults() {
        return LongRun.asked()
                ? List.of(Fault.values())
                : List.of(Fault.CONNECTIONS_KILLED, Fault.CONNECTIONS_FORGOTTEN);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void afterEachFaultAllCallsWorkAgainNoneHungAndNoneWasSentTwice(Fault fault) {
        try (RedisServer server = server();
                FaultyNetwork network = FaultyNetwork.before(server);
                RedisGateway gateway = open(network.url(), TIMEOUT, SHORT);
                Workload load = Workload.on(gateway)) {
            fault.inflictOn(server, network);
            Duration recovered = load.untilAllWork();
            LOG.info(
                    "{}: all calls work {} ms after its end; longest call {} ms; {}",
                    fault,
                    recovered.toMillis(),
                    load.longest().toMillis(),
                    new TreeMap<>(load.outcomes()));
            assertThat(recovered).isLessThan(BOUND);
            load.holdsWhatWasAcknowledged();
            assertThat(registry.get("shap.redis.calls.in.flight").gauge().value())
                    .isZero();
        }
    }

    @Test
    void whileOnePayloadAfterTheOtherCrawlsControlTrafficIsAsQuickAsEver() {
        byte[] large = new byte[2_000_000];
        try (RedisServer server = server();
                FaultyNetwork network = FaultyNetwork.before(server);
                RedisGateway gateway = open(network.url(), Duration.ofSeconds(60), Patience.USUAL)) {
            Eventually.holds(
                    "a connection for payloads",
                    () -> gateway.command(Traffic.PAYLOAD, "SET", List.of(Request.bytes("p"), new byte[1]), Reply::text)
                            instanceof Outcome.Ok);
            network.throttle(2_000_000);
            Thread upload = Thread.ofVirtual()
                    .start(() ->
                            gateway.command(Traffic.PAYLOAD, "SET", List.of(Request.bytes("p"), large), Reply::text));
            Eventually.holds(
                    "under way",
                    () -> registry.get("shap.redis.pool.in.use").gauge().value() == 1);
            int calls = 0;
            while (upload.isAlive()) {
                assertThat(Asking.works(gateway, "k")).isTrue();
                calls++;
            }
            LOG.info("{} calls while a payload crawled for about a second", calls);
            assertThat(calls).isGreaterThan(5);
        }
    }

    @Test
    void aSlowNetworkIsSlowAndNothingWorse() {
        try (RedisServer server = server();
                FaultyNetwork network = FaultyNetwork.before(server);
                RedisGateway gateway = open(network.url(), Duration.ofSeconds(60), Patience.USUAL)) {
            Eventually.holds("connected", () -> Asking.works(gateway, "k"));
            network.delay(Duration.ofMillis(200));
            long start = System.nanoTime();
            assertThat(Asking.works(gateway, "k")).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
            assertThat(gateway.health().breakers()).containsEntry("control", "closed");
            assertThat(gateway.reconnects()).isZero();
        }
    }

    @Test
    void whatHasBeenSilentForLongIsTriedWithANewDriver() {
        try (RedisServer server = server();
                RedisGateway gateway = open(server.url(), TIMEOUT, SHORT)) {
            Eventually.holds("connected", () -> Asking.works(gateway, "k"));
            server.pause();
            Eventually.holds(
                    "started anew",
                    () -> registry.get("shap.redis.driver.renewals")
                                    .functionCounter()
                                    .count()
                            >= 1);
            server.resume();
            Eventually.holds("works again", () -> Asking.works(gateway, "k"));
        }
    }

    private static RedisServer server() {
        RedisBinary binary = RedisBinary.find();
        RedisServerOptions options = RedisServerOptions.durable();
        // Older ones let everybody.
        return RedisServer.start(
                binary, binary.version().major() < 7 ? options : options.withConfig("enable-debug-command local"));
    }

    private RedisGateway open(String url, Duration timeout, Patience patience) {
        return RedisGateway.open(RedisSettings.of(url).withTimeout(timeout), patience, registry, Clock.systemUTC());
    }
}

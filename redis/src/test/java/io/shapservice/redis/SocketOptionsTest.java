package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel does for our connections, as it tells everybody in {@code /proc/net/tcp}. */
@EnabledOnOs(OS.LINUX)
class SocketOptionsTest {
    private static final String KEEPALIVE = "02";
    private static final int TICKS_A_SECOND = 100;
    /** So that what ends a silent connection is the kernel, and not the watchdog. */
    private static final Patience NO_WATCHDOG =
            new Patience(Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofHours(1));

    @Test
    void keepaliveIsOnWithItsFirstProbeWithinSecondsUnlessItIsSwitchedOff() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory())) {
            try (RedisGateway gateway = open(server, true)) {
                Eventually.holds("connected", () -> Asking.works(gateway, "k"));
                Eventually.holds(
                        "armed",
                        () -> !connections(server).isEmpty()
                                && connections(server).stream()
                                        .allMatch(c -> c.timer().equals(KEEPALIVE) && c.ticks() <= 6 * TICKS_A_SECOND));
            }
            Eventually.holds("closed", () -> connections(server).isEmpty());
            try (RedisGateway gateway = open(server, false)) {
                Eventually.holds("connected", () -> Asking.works(gateway, "k"));
                Eventually.holds(
                        "quiet",
                        () -> !connections(server).isEmpty()
                                && connections(server).stream()
                                        .allMatch(c -> c.timer().equals("00")));
            }
        }
    }

    /** A peer that takes no more bytes and acknowledges nothing new is, to the kernel, like one that has vanished. */
    @Test
    @EnabledIfSystemProperty(named = "shap.redisFaults", matches = "all")
    void aConnectionWhoseBytesNobodyTakesIsEndedByTheKernelAfterTwelveSeconds() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = open(server, true)) {
            Eventually.holds("a pool", () -> write(gateway, 1) instanceof Outcome.Ok);
            List<Connection> before = connections(server);
            server.pause();
            long start = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                assertThat(write(gateway, 32 << 20)).isInstanceOf(Outcome.Failed.class);
            }
            Eventually.holds(
                    "ended though Redis is still frozen",
                    () -> connections(server).stream().filter(before::contains).count() < before.size());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(8));
            server.resume();
            Eventually.holds("works again", () -> write(gateway, 1) instanceof Outcome.Ok);
        }
    }

    private static Outcome<String> write(RedisGateway gateway, int bytes) {
        return gateway.command(Traffic.PAYLOAD, "SET", List.of(Request.bytes("p"), new byte[bytes]), Reply::text);
    }

    /**
     * One of ours, open.
     *
     * @param local its own end
     */
    private record Connection(String local, String timer, long ticks) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Connection c && c.local.equals(local);
        }

        @Override
        public int hashCode() {
            return local.hashCode();
        }
    }

    private static List<Connection> connections(RedisServer server) {
        String remote = String.format(Locale.ROOT, "0100007F:%04X", server.port());
        String mapped = "0000000000000000FFFF0000" + remote;
        try {
            List<String> lines = new java.util.ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
            lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
            return lines.stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> (words[2].equals(remote) || words[2].equals(mapped)) && words[3].equals("01"))
                    .map(words -> new Connection(
                            words[1], words[5].substring(0, 2), Long.parseLong(words[5].substring(3), 16)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RedisGateway open(RedisServer server, boolean keepAlive) {
        return RedisGateway.open(
                RedisSettings.of(server.url())
                        .withTimeout(Duration.ofSeconds(2))
                        .withKeepAlive(keepAlive),
                NO_WATCHDOG,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}

package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.resource.EpollProvider;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private RedisServer server;
    private Connector connector;
    private Link link;

    @BeforeEach
    void connect() {
        server = RedisServer.start(RedisServerOptions.inMemory());
        RedisSettings settings = RedisSettings.of(server.url());
        connector = new Connector(settings);
        Dialer dialer = new Dialer(connector, new Credentials(null, null), settings.addresses()::getFirst);
        link = new Link(
                "link", dialer, new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new SplittableRandom(1)));
        link.start();
        Eventually.holds("connected", link::open);
    }

    @AfterEach
    void close() {
        link.close();
        connector.close();
        server.close();
    }

    @Test
    void aConnectionThatHasGoneSilentIsDroppedAndMadeAgain() {
        server.pause();
        assertThat(ping(Duration.ofMillis(50))).isInstanceOf(Outcome.Failed.class);
        link.rebuildIfSilent(Duration.ofHours(1), System.nanoTime());
        assertThat(link.open()).isTrue();
        link.rebuildIfSilent(Duration.ofNanos(1), System.nanoTime());
        Eventually.holds("dropped", () -> !link.open());
        server.resume();
        Eventually.holds("made again", link::open);
        assertThat(link.reconnects()).isEqualTo(1);
        assertThat(ping(Duration.ofSeconds(60))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void anAnswerEndsTheSilence() {
        server.pause();
        ping(Duration.ofMillis(50));
        server.resume();
        assertThat(ping(Duration.ofSeconds(60))).isInstanceOf(Outcome.Ok.class);
        link.rebuildIfSilent(Duration.ofNanos(1), System.nanoTime());
        assertThat(link.open()).isTrue();
        assertThat(link.reconnects()).isZero();
    }

    @Test
    void aRequestThatIsNotWaitedForAnyMoreIsNotCountedAsPending() {
        server.pause();
        ping(Duration.ofMillis(50));
        assertThat(link.pending()).isZero();
    }

    /** Without it a peer that vanished is noticed after a quarter of an hour only. */
    @Test
    void linuxHasTheTransportThatKnowsTheUserTimeout() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"));
        assertThat(EpollProvider.isAvailable()).isTrue();
    }

    private Outcome<Reply> ping(Duration timeout) {
        return Calls.over(link, link.connection().orElseThrow(), List.of(Request.of("PING")), "PING", timeout);
    }
}

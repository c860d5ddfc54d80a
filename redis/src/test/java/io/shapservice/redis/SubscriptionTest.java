package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionTest {
    private static final Patience QUICK =
            new Patience(Duration.ofMillis(10), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1));

    @TempDir
    Path folder;

    private final RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Heard heard = new Heard();

    private record Heard(Queue<String> messages, AtomicInteger gaps) implements Subscription.Listener {
        Heard() {
            this(new ConcurrentLinkedQueue<>(), new AtomicInteger());
        }

        @Override
        public void heard(String message) {
            messages.add(message);
        }

        @Override
        public void mayHaveMissed() {
            gaps.incrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsSaidOnTheChannelIsHeardOnceAndWhatIsSaidOnOthersIsNot() {
        try (RedisGateway gateway = open(RedisAccess.OPEN);
                Subscription subscription = gateway.subscribe("{q0}:a", heard)) {
            Eventually.holds("live", subscription::live);
            // The subscription is asked about again and again, which must not make it hear twice.
            long pings = calls("ping");
            Eventually.holds("asked about", () -> calls("ping") > pings + 20);
            server.ask("PUBLISH", "{q0}:b", "for others");
            server.ask("PUBLISH", "{q0}:a", "for us");
            server.ask("PUBLISH", "{q0}:a", "the last");
            Eventually.holds("heard", () -> heard.messages.contains("the last"));
            assertThat(heard.messages).containsExactly("for us", "the last");
            assertThat(meters.get("shap.redis.messages").functionCounter().count())
                    .isEqualTo(2);
            assertThat(meters.get("shap.redis.subscriptions.live").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSubscriptionThatIsCutIsMadeAgainAndTellsOfTheGapAndHealthTakesNoNotice() {
        try (RedisGateway gateway = open(RedisAccess.OPEN);
                Subscription subscription = gateway.subscribe("{q0}:a", heard)) {
            Eventually.holds("live", subscription::live);
            server.ask("CLIENT", "KILL", "TYPE", "pubsub");
            Eventually.holds("told of the gap", () -> heard.gaps.get() > 1);
            Eventually.holds("live again", subscription::live);
            server.ask("PUBLISH", "{q0}:a", "for us");
            Eventually.holds("heard", () -> heard.messages.contains("for us"));
            assertThat(meters.get("shap.redis.subscription.reconnects")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(gateway.reconnects()).isZero();
            assertThat(gateway.health().connected()).isTrue();
        }
    }

    @Test
    void itOutlivesARestartOfRedis() {
        try (RedisGateway gateway = open(RedisAccess.OPEN);
                Subscription subscription = gateway.subscribe("{q0}:a", heard)) {
            Eventually.holds("live", subscription::live);
            server.kill();
            Eventually.holds("noticed", () -> !subscription.live());
            server.restart();
            Eventually.holds("live again", subscription::live);
            server.ask("PUBLISH", "{q0}:a", "for us");
            Eventually.holds("heard", () -> heard.messages.contains("for us"));
        }
    }

    @Test
    void whereListeningIsForbiddenAllElseWorks() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "secret");
        server.ask("ACL", "SETUSER", "shap", "on", ">secret", "~*", "+@all", "resetchannels");
        try (RedisGateway gateway = open(new RedisAccess("shap", secret, null, null));
                Subscription subscription = gateway.subscribe("{q0}:a", heard)) {
            Eventually.holds("refused", () -> subscription.lastFailure().contains("NOPERM"));
            assertThat(subscription.live()).isFalse();
            assertThat(gateway.health().connected()).isTrue();
            assertThat(Asking.works(gateway, "k")).isTrue();
            server.ask("ACL", "SETUSER", "shap", "&{q0}:*");
            Eventually.holds("allowed", subscription::live);
        }
    }

    private long calls(String command) {
        return server.ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^=]*calls=(\\d+),.*", "$1")))
                .sum();
    }

    private RedisGateway open(RedisAccess access) {
        return RedisGateway.open(
                RedisSettings.of(server.url())
                        .withTimeout(Duration.ofSeconds(60))
                        .withAccess(access),
                QUICK,
                meters,
                Clock.systemUTC());
    }
}

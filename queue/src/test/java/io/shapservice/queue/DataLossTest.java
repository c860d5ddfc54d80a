package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.Outcome;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DataLossTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @Test
    void aRedisThatComesBackEmptyIsCountedOnceHoweverManyNoticeIt() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), PATIENT)) {
            JobQueue other = redis.process();
            redis.submit("j1", 500, 500);
            value(other.sample());
            redis.server.restartEmpty();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);

            assertThat(redis.sample().queue().integrity().dataLosses()).isEqualTo(1);
            assertThat(value(other.sample()).queue().integrity().dataLosses()).isEqualTo(1);
            Sample.Integrity found = redis.sample().queue().integrity();
            assertThat(found.dataLosses()).isEqualTo(1);
            assertThat(found.lastLoss()).isEqualTo("empty");
            assertThat(found.lastLossMillis()).isPositive();
        }
    }

    @Test
    void aRedisThatForgotItsLastWritesIsCountedOnceHoweverManyNoticeIt() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), PATIENT)) {
            JobQueue other = redis.process();
            redis.submit("j1", 500, 500);
            redis.command("SAVE");
            redis.submit("j2", 500, 500);
            value(other.sample());
            long revision = redis.sample().revision();
            redis.server.restart();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);

            assertThat(value(redis.queue.job("j2"))).isEmpty();
            assertThat(redis.sample().queue().integrity().lastLoss()).isEqualTo("rollback");
            assertThat(value(other.sample()).queue().integrity().dataLosses()).isEqualTo(1);
            assertThat(redis.sample().queue().integrity().dataLosses()).isEqualTo(1);
            assertThat(redis.sample().revision()).isGreaterThan(revision);
            redis.assertSound();
        }
    }

    @Test
    void aRestartThatKeepsEverythingIsNoLoss() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.durable(), PATIENT)) {
            redis.submit("j1", 500, 500);
            redis.server.restart();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);
            assertThat(redis.sample().queue().integrity()).isEqualTo(Sample.Integrity.INTACT);
        }
    }
}

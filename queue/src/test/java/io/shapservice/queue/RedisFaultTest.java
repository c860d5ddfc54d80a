package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static io.shapservice.queue.QueueOnRedis.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.budget.Amount;
import io.shapservice.redis.Outcome;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisFaultTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @Test
    void aKilledRedisLosesNothingAndTheJobGoesOnWithoutACharge() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.durable(), PATIENT)) {
            redis.submit("j1", 1500, 500);
            List<Claim> claims = redis.claim("w1", 2);
            redis.complete("w1", claims.get(0));

            redis.server.kill();
            assertThat(redis.queue.complete(worker("w1"), claims.get(1), QueueOnRedis.result(claims.get(1))))
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(redis.queue.submit(submission("j2", 1, 1))).isInstanceOf(Outcome.Failed.class);
            assertThat(redis.queue.sample()).isInstanceOf(Outcome.Failed.class);
            redis.server.restart();

            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);
            redis.assertSound();
            assertThat(redis.complete("w1", claims.get(1))).isEqualTo(Completion.COMMITTED);
            Claim last = redis.claimOne("w1");
            assertThat(last.attemptNumber()).isEqualTo(1);
            assertThat(redis.complete("w1", last)).isEqualTo(Completion.COMMITTED);
            assertThat(redis.job("j1").state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(redis.page("j1", "", 9).batches()).hasSize(3);
            assertThat(value(redis.queue.job("j2"))).isEmpty();
            redis.assertSound();
        }
    }

    @Test
    void anOutageMuchLongerThanALeaseEndsNoLease() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.durable(), PATIENT)) {
            redis.submit("j1", 500, 500);
            Claim claim = redis.claimOne("w1");
            redis.server.restart();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);
            // As if it had been away for an hour: its clock went on, nobody could renew.
            redis.command(
                    "HINCRBY",
                    "{q0}:meta",
                    "wall",
                    Long.toString(-Duration.ofHours(1).toMillis()));

            assertThat(value(redis.queue.reap())).isZero();
            assertThat(redis.claim("other", 1)).isEmpty();
            assertThat(redis.renew("w1", 1, claim).dropped()).isEmpty();
            assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED);
        }
    }

    @Test
    void whatWasAskedOfAPausedRedisIsUnknownInTimeAndSafeToRepeat() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), Duration.ofMillis(500))) {
            Eventually.holds("submitted", () -> redis.queue.submit(submission("j1", 1000, 500)) instanceof Outcome.Ok);
            Claim claim = redis.claimOne("w1");

            redis.server.pause();
            assertThat(unknown(redis.queue.complete(worker("w1"), claim, QueueOnRedis.result(claim))))
                    .isTrue();
            assertThat(unknown(redis.queue.claim(worker("w1"), 1, 10))).isTrue();
            redis.server.resume();

            // The commit arrived late or not at all; asked again it is accepted once either way.
            Eventually.holds(
                    "committed",
                    () -> redis.queue
                            .complete(worker("w1"), claim, QueueOnRedis.result(claim))
                            .equals(Outcome.ok(Completion.COMMITTED)));
            assertThat(redis.page("j1", "", 9).batches()).hasSize(1);
            redis.assertSound();
            redis.pass(Duration.ofSeconds(16));
            // The claim's answer is lost: the batch comes back uncharged once its worker is heard not to know of it.
            Eventually.holds("returned", () -> {
                redis.queue.renew(worker("w1"), new Heartbeat(1, 0, 0, "idle", java.util.Set.of()));
                return redis.queue.claim(worker("w2"), 1, 10) instanceof Outcome.Ok<List<Claim>>(List<Claim> claims)
                        && claims.size() == 1
                        && claims.getFirst().attemptNumber() == 1;
            });
        }
    }

    @Test
    void aRedisThatComesBackEmptyIsToldByItsIncarnationAndTakesNothingIn() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), PATIENT)) {
            redis.submit("j1", 1000, 500);
            Claim claim = redis.claimOne("w1");
            Sample before = redis.sample();
            redis.server.restartEmpty();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);

            assertThat(redis.complete("w1", claim)).isEqualTo(Completion.GONE);
            assertThat(redis.renew("w1", 1, claim).dropped()).containsExactly(claim.attempt());
            assertThat(value(redis.queue.job("j1"))).isEmpty();
            Sample after = redis.sample();
            assertThat(after.revision()).isGreaterThan(before.revision());
            assertThat(after.queue().waitingBatches()).isZero();
            redis.assertSound();
        }
    }

    @Test
    void aRedisThatComesBackWithoutItsLastCommitsResetsTheCursorsThatCountedThem() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), PATIENT)) {
            redis.submit("j1", 2000, 500);
            List<Claim> claims = redis.claim("w1", 4);
            redis.complete("w1", claims.get(0));
            String kept = redis.page("j1", "", 9).next();
            redis.command("SAVE");
            redis.complete("w1", claims.get(1));
            String lost = redis.page("j1", kept, 9).next();
            redis.server.restart();
            Eventually.holds("back", () -> redis.queue.job("j1") instanceof Outcome.Ok);

            assertThat(value(redis.queue.results("j1", lost, 9))).get().isInstanceOf(Results.Reset.class);
            redis.complete("w1", claims.get(2));
            assertThat(value(redis.queue.results("j1", lost, 9))).get().isInstanceOf(Results.Reset.class);
            redis.complete("w1", claims.get(1));
            redis.complete("w1", claims.get(3));
            assertThat(value(redis.queue.results("j1", lost, 9))).get().isInstanceOf(Results.Reset.class);
            assertThat(redis.page("j1", kept, 9).batches())
                    .extracting(Results.CommittedBatch::batch)
                    .containsExactly(2L, 1L, 3L);
            redis.assertSound();
        }
    }

    @Test
    void aRedisThatComesBackEmptyHasAnotherIncarnationAlsoForAProcessThatStayed() {
        try (QueueOnRedis redis = new QueueOnRedis(RedisServerOptions.inMemory(), PATIENT)) {
            String before = redis.sample().incarnation();
            redis.server.restartEmpty();
            Eventually.holds("back", () -> redis.queue.sample() instanceof Outcome.Ok);
            assertThat(redis.sample().incarnation()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withMemoryFullNothingNewIsTakenButAllThatEndsWorkGoesOn(boolean oldest) {
        RedisBinary binary = oldest ? RedisBinary.bundled() : RedisBinary.find();
        try (QueueOnRedis redis = new QueueOnRedis(binary, RedisServerOptions.inMemory(), PATIENT)) {
            redis.submit("j1", 5000, 500);
            redis.submit("j2", 500, 500);
            List<Claim> claims = redis.claim("w1", 4);
            Upload upload = new Upload("u1", "tenant", null, new Amount(10, 1, 1), "key");
            value(redis.queue.begin(upload));
            value(redis.queue.begin(new Upload("u2", "tenant", null, new Amount(10, 1, 1), null)));
            redis.command("CONFIG", "SET", "maxmemory", "100kb");

            assertThat(kind(redis.queue.submit(submission("j3", 1, 1)))).isEqualTo(Outcome.Kind.OOM);
            assertThat(kind(redis.queue.claim(worker("w1"), 1, 1))).isEqualTo(Outcome.Kind.OOM);
            assertThat(kind(redis.queue.begin(new Upload("u3", "tenant", null, Amount.NONE, null))))
                    .isEqualTo(Outcome.Kind.OOM);
            assertThat(kind(redis.queue.reserve("u1", new Amount(20, 2, 2)))).isEqualTo(Outcome.Kind.OOM);
            assertThat(value(redis.queue.abandon("u2"))).isTrue();
            redis.assertSound();
            assertThat(redis.renew("w1", 1, claims.toArray(Claim[]::new)).dropped())
                    .isEmpty();
            assertThat(redis.complete("w1", claims.get(0))).isEqualTo(Completion.COMMITTED);
            assertThat(redis.fail("w1", claims.get(1), FailureClass.TRANSIENT)).isTrue();
            assertThat(value(redis.queue.release(worker("w1"), List.of(claims.get(2)))))
                    .isEqualTo(1);
            redis.command("CONFIG", "SET", "maxmemory", "0");
            redis.pass(QueueOnRedis.SETTINGS.uploadLease().plusSeconds(1));
            redis.command("CONFIG", "SET", "maxmemory", "100kb");
            assertThat(value(redis.queue.reap())).isEqualTo(1);
            assertThat(value(redis.queue.cancel("j1")).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
            assertThat(value(redis.queue.purge("j2"))).isTrue();
            assertThat(redis.sweep()).contains("job/u1/in/0", "job/u2/in/0", "job/j2/in/0");
            assertThat(redis.sample().queue().rowsDone()).isEqualTo(500);
            assertThat(value(redis.queue.leave(worker("w1")))).isTrue();
            redis.assertSound();
        }
    }

    private static boolean unknown(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Outcome.Kind kind, String _) && kind.unknown();
    }

    private static Outcome.Kind kind(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<?> ok -> throw new AssertionError(ok);
            case Outcome.Failed<?>(Outcome.Kind kind, String _) -> kind;
        };
    }
}

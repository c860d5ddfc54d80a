package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveTest {
    private static QueueOnRedis redis;

    @BeforeAll
    static void start() {
        redis = QueueOnRedis.inMemory();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.command("FLUSHALL");
        redis.submit("j1", 2000, 500);
        List<Claim> claims = redis.claim("w1", 4);
        redis.complete("w1", claims.get(0));
        claims.subList(1, 4).forEach(claim -> redis.fail("w1", claim, FailureClass.INPUT));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.PARTIAL);
    }

    @AfterEach
    void sound() {
        redis.assertSound();
    }

    @Test
    void deadBatchesInARangeOfRowsRunAgainAsIfForTheFirstTime() {
        String seen = redis.page("j1", "", 9).next();
        Redriven redriven = value(redis.queue.redrive("j1", 999, 1001)).orElseThrow();
        assertThat(redriven.batches()).isEqualTo(2);
        assertThat(redriven.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(redriven.job().endedAt()).isNull();
        assertThat(redriven.job().dead())
                .extracting(JobView.DeadBatch::rowOffset)
                .containsExactly(1500L);
        redis.assertSound();

        List<Claim> again = redis.claim("w1", 9);
        assertThat(again).extracting(Claim::rowOffset).containsExactlyInAnyOrder(500L, 1000L);
        assertThat(again).extracting(Claim::attemptNumber).containsOnly(1);
        again.forEach(claim -> redis.complete("w1", claim));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.PARTIAL);
        assertThat(redis.page("j1", seen, 9).batches()).hasSize(2);
        assertThat(redis.page("j1", seen, 9).complete()).isTrue();
    }

    @Test
    void aJobWhoseDeadBatchesAllSucceedAfterARedriveHasSucceeded() {
        value(redis.queue.redrive("j1", 0, 2000));
        redis.claim("w1", 9).forEach(claim -> redis.complete("w1", claim));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(redis.job("j1").rowsDone()).isEqualTo(2000);
        assertThat(redis.sweep()).hasSize(4);
    }

    @Test
    void aRangeWithoutDeadBatchesChangesNothing() {
        Redriven redriven = value(redis.queue.redrive("j1", 0, 500)).orElseThrow();
        assertThat(redriven.batches()).isZero();
        assertThat(redriven.job().state()).isEqualTo(JobState.PARTIAL);
        assertThat(value(redis.queue.redrive("absent", 0, 500))).isEmpty();
    }

    @Test
    void anExpiredJobCannotRunAgain() {
        redis.pass(Duration.ofHours(2));
        value(redis.queue.reap());
        Redriven redriven = value(redis.queue.redrive("j1", 0, 2000)).orElseThrow();
        assertThat(redriven.batches()).isZero();
        assertThat(redriven.job().state()).isEqualTo(JobState.EXPIRED);
    }

    @Test
    void aCancelledJobDoesNotRunAgainForItsInputsAreGone() {
        redis.submit("j2", 1000, 500);
        redis.fail("w1", redis.claimOne("w1"), FailureClass.INPUT);
        value(redis.queue.cancel("j2"));
        assertThat(value(redis.queue.redrive("j2", 0, 1000)).orElseThrow().batches())
                .isZero();
    }
}

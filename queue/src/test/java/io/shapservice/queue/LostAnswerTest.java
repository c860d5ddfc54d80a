package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;
import static io.shapservice.queue.QueueOnRedis.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.Outcome;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that do not arrive, and questions that arrive late. */
class LostAnswerTest {
    private static QueueOnRedis redis;
    private LossyNetwork network;
    private JobQueue queue;

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
        network = new LossyNetwork(redis.gateway::run);
        queue = new RedisJobQueue(network, () -> 0, QueueOnRedis.SETTINGS, new SecureRandom());
    }

    @AfterEach
    void sound() {
        redis.assertSound();
    }

    @Test
    void aClaimWhoseAnswerWasLostIsGivenTheSameBatchesAtOnce() {
        redis.submit("j1", 2500, 500);
        network.loseNextAnswer();
        assertThat(queue.claim(worker("w1"), 2, 1e6)).isInstanceOf(Outcome.Failed.class);
        assertThat(redis.job("j1").batchesInFlight()).isEqualTo(2);

        List<Claim> again = value(queue.claim(worker("w1"), 5, 1e6));
        assertThat(again).extracting(Claim::batch).containsExactly(0L, 1L);
        assertThat(again).extracting(Claim::attemptNumber).containsOnly(1);
        assertThat(redis.job("j1").batchesInFlight()).isEqualTo(2);
        assertThat(value(queue.complete(worker("w1"), again.getFirst(), QueueOnRedis.result(again.getFirst()))))
                .isEqualTo(Completion.COMMITTED);
        assertThat(value(queue.claim(worker("w1"), 1, 1e6)))
                .extracting(Claim::batch)
                .containsExactly(2L);
    }

    @Test
    void aClaimThatNeverArrivedIsAskedAgainAsIfItWereNew() {
        redis.submit("j1", 2500, 500);
        network.loseNextQuestion();
        assertThat(queue.claim(worker("w1"), 2, 1e6)).isInstanceOf(Outcome.Failed.class);
        assertThat(value(queue.claim(worker("w1"), 2, 1e6))).hasSize(2);
        assertThat(value(queue.claim(worker("w1"), 2, 1e6))).hasSize(2);
    }

    @Test
    void aClaimThatArrivesAfterLaterOnesTakesNothing() {
        redis.submit("j1", 2500, 500);
        network.delayNextQuestion();
        assertThat(queue.claim(worker("w1"), 1, 1e6)).isInstanceOf(Outcome.Failed.class);
        assertThat(value(queue.claim(worker("w1"), 1, 1e6))).hasSize(1);
        assertThat(value(queue.claim(worker("w1"), 1, 1e6))).hasSize(1);
        network.deliverLate();
        assertThat(redis.job("j1").batchesInFlight()).isEqualTo(2);
    }

    @Test
    void aClaimThatIsRepeatedAfterItsLeaseEndedGivesOnlyWhatIsStillItsOwn() {
        redis.submit("j1", 1000, 500);
        network.loseNextAnswer();
        assertThat(queue.claim(worker("w1"), 2, 1e6)).isInstanceOf(Outcome.Failed.class);
        redis.passOneLease();
        assertThat(redis.claim("other", 1)).hasSize(1);
        assertThat(value(queue.claim(worker("w1"), 2, 1e6))).isEmpty();
        assertThat(value(queue.claim(worker("w1"), 2, 1e6))).hasSize(1);
    }

    @Test
    void everyOtherCallMayBeRepeatedWhenItsAnswerWasLost() {
        redis.submit("j1", 1500, 500);
        List<Claim> claims = value(queue.claim(worker("w1"), 3, 1e6));
        for (int i = 0; i < 2; i++) {
            network.loseNextAnswerIf(i == 0);
            queue.fail(worker("w1"), claims.get(0), new Failure(FailureClass.TRANSIENT, "once"));
            network.loseNextAnswerIf(i == 0);
            queue.complete(worker("w1"), claims.get(1), QueueOnRedis.result(claims.get(1)));
            network.loseNextAnswerIf(i == 0);
            queue.release(worker("w1"), List.of(claims.get(2)));
        }
        assertThat(redis.job("j1").batchesDone()).isEqualTo(1);
        assertThat(redis.command("HGET", "{q0}:tries:j1", "0").whole()).isEqualTo(1);
        assertThat(redis.claim("w2", 3)).extracting(Claim::attemptNumber).contains(1);
    }
}

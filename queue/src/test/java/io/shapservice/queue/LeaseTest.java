package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;
import static io.shapservice.queue.QueueOnRedis.worker;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseTest {
    @RegisterExtension
    private static final QueueOnRedis redis = QueueOnRedis.inMemory();

    @Test
    void aFrozenWorkerLosesItsLeaseAndCommitsNothing() {
        redis.submit("j1", 500, 500);
        Claim frozen = redis.claimOne("frozen");
        redis.passOneLease();
        Claim second = redis.claimOne("other");
        assertThat(second.batch()).isEqualTo(frozen.batch());
        assertThat(second.attemptNumber()).isEqualTo(2);

        assertThat(redis.complete("frozen", frozen)).isEqualTo(Completion.STALE);
        assertThat(redis.job("j1").rowsDone()).isZero();
        assertThat(redis.complete("other", second)).isEqualTo(Completion.COMMITTED);
        assertThat(redis.complete("frozen", frozen)).isEqualTo(Completion.DUPLICATE);
        assertThat(redis.page("j1", "", 9).batches())
                .extracting(Results.CommittedBatch::resultKey)
                .containsExactly(QueueOnRedis.result(second).resultKey());
    }

    @Test
    void aCommitWhoseAnswerWasLostMayBeAskedForAgain() {
        redis.submit("j1", 1000, 500);
        Claim claim = redis.claimOne("w1");
        assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED);
        assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED);
        assertThat(redis.job("j1").batchesDone()).isEqualTo(1);
        assertThat(redis.page("j1", "", 9).batches()).hasSize(1);
    }

    @Test
    void aLeaseLastsAsLongAsItIsRenewedWithProgress() {
        redis.submit("j1", 500, 500);
        Claim claim = redis.claimOne("w1");
        for (int i = 1; i <= 10; i++) {
            redis.pass(Duration.ofSeconds(40));
            assertThat(redis.renew("w1", i, claim).extended()).isTrue();
            assertThat(redis.claim("other", 1)).isEmpty();
        }
        assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED);
    }

    @Test
    void aHeartbeatWithoutProgressExtendsNothing() {
        redis.submit("j1", 500, 500);
        Claim claim = redis.claimOne("hung");
        redis.renew("hung", 7, claim);
        for (int i = 0; i < 3; i++) {
            redis.pass(Duration.ofSeconds(20));
            if (i < 2) {
                assertThat(redis.renew("hung", 7, claim)).isEqualTo(new Renewal(java.util.Set.of(), false));
            }
        }
        assertThat(redis.claimOne("other").batch()).isZero();
        assertThat(redis.renew("hung", 7, claim).dropped()).containsExactly(claim.attempt());
    }

    @Test
    void anyoneMayReturnExpiredLeases() {
        redis.submit("j1", 500, 500);
        redis.claimOne("dead");
        assertThat(value(redis.queue.reap())).isZero();
        redis.passOneLease();
        assertThat(value(redis.queue.reap())).isEqualTo(1);
        assertThat(value(redis.queue.reap())).isZero();
        assertThat(redis.job("j1").batchesInFlight()).isZero();
    }

    @Test
    void ofALostWorkerOnlyTheBatchThatItWasOnIsCharged() {
        redis.submit("j1", 1500, 500);
        redis.claim("dead", 3);
        redis.passOneLease();
        assertThat(value(redis.queue.reap())).isEqualTo(3);
        assertThat(redis.claim("other", 3))
                .extracting(Claim::batch, Claim::attemptNumber)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(0L, 2),
                        org.assertj.core.groups.Tuple.tuple(1L, 1),
                        org.assertj.core.groups.Tuple.tuple(2L, 1));
    }

    @Test
    void aClaimWhoseAnswerWasLostComesBackWithoutACharge() {
        redis.submit("j1", 1000, 500);
        redis.claimOne("w1"); // the answer is lost: the worker never names this attempt
        Claim known = redis.claimOne("w1");
        redis.renew("w1", 1, known);
        assertThat(redis.claim("other", 9)).isEmpty();
        redis.pass(Duration.ofSeconds(16));
        redis.renew("w1", 2, known);
        Claim again = redis.claimOne("other");
        assertThat(again.batch()).isZero();
        assertThat(again.attemptNumber()).isEqualTo(1);
        assertThat(redis.complete("w1", known)).isEqualTo(Completion.COMMITTED);
    }

    @Test
    void aRestartedProcessReturnsTheLeasesOfTheOneBeforeItAtOnce() {
        redis.submit("j1", 1000, 500);
        List<Claim> before = redis.claim("w1", 2);
        JobQueue restarted = redis.process();
        QueueOnRedis.renew(restarted, "w1", 0);
        List<Claim> again = redis.claim("other", 2);
        assertThat(again).extracting(Claim::batch).containsExactlyInAnyOrder(0L, 1L);
        assertThat(again).extracting(Claim::attemptNumber).containsExactlyInAnyOrder(1, 2);
        assertThat(redis.complete("w1", before.getFirst())).isEqualTo(Completion.STALE);
    }

    @Test
    void aDrainChargesNothingHoweverOften() {
        redis.submit("j1", 1000, 500);
        for (int i = 0; i < 10; i++) {
            List<Claim> claims = redis.claim("w1", 2);
            assertThat(claims).hasSize(2).extracting(Claim::attemptNumber).containsOnly(1);
            assertThat(value(redis.queue.release(worker("w1"), claims))).isEqualTo(2);
            assertThat(value(redis.queue.release(worker("w1"), claims))).isZero();
            redis.assertSound();
        }
        assertThat(value(redis.queue.release(worker("w1"), List.of()))).isZero();
    }

    @Test
    void aWorkerThatLeavesGivesBackWhatItStillHeld() {
        redis.submit("j1", 500, 500);
        Claim claim = redis.claimOne("w1");
        redis.renew("w1", 1, claim);
        assertThat(value(redis.queue.leave(worker("w1")))).isTrue();
        assertThat(value(redis.queue.leave(worker("w1")))).isFalse();
        assertThat(redis.sample().workers()).isEmpty();
        assertThat(redis.claimOne("other").attemptNumber()).isEqualTo(1);
    }

    @Test
    void anInputThatCannotBeExplainedIsDeadAtOnce() {
        redis.submit("j1", 1000, 500);
        List<Claim> claims = redis.claim("w1", 2);
        assertThat(redis.fail("w1", claims.get(0), FailureClass.INPUT)).isTrue();
        assertThat(redis.fail("w1", claims.get(0), FailureClass.INPUT)).isFalse();
        redis.complete("w1", claims.get(1));
        JobView job = redis.job("j1");
        assertThat(job.state()).isEqualTo(JobState.PARTIAL);
        assertThat(job.dead()).containsExactly(new JobView.DeadBatch(0, 0, 500, FailureClass.INPUT, "why | INPUT"));
        assertThat(redis.page("j1", "", 9).complete()).isTrue();
    }

    @Test
    void aBatchThatFailsEveryTimeIsDeadAfterFourAttemptsWithPausesBetween() {
        redis.submit("j1", 500, 500);
        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= 4; attempt++) {
            Claim claim = redis.claimOne("w1");
            assertThat(claim.attemptNumber()).isEqualTo(attempt);
            redis.fail("w1", claim, FailureClass.TRANSIENT);
            if (attempt < 4) {
                assertThat(redis.claim("w1", 1)).isEmpty();
                pauses.add(Duration.ofSeconds(1 << (attempt - 1)));
                redis.pass(pauses.getLast());
            }
        }
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.FAILED);
        assertThat(redis.sample().queue().deadBatches()).isEqualTo(1);
    }

    @Test
    void aRowThatKillsItsWorkersIsCutOutAndTakesNoOtherRowWithIt() {
        redis.submit("j1", 1000, 500);
        int killed = 0;
        for (int i = 0; i < 200 && !redis.job("j1").state().ended(); i++) {
            killed += explainAllBut(123, "w" + i) ? 1 : 0;
            redis.passOneLease();
            value(redis.queue.reap());
            redis.assertSound();
        }
        assertThat(killed).isLessThanOrEqualTo(13);
        assertThat(redis.job("j1").state()).isEqualTo(JobState.PARTIAL);
        assertThat(redis.job("j1").rowsDone()).isEqualTo(999);
        assertThat(redis.job("j1").dead()).singleElement().satisfies(dead -> {
            assertThat(dead.rowOffset()).isEqualTo(123);
            assertThat(dead.rows()).isEqualTo(1);
            assertThat(dead.failureClass()).isEqualTo(FailureClass.WORKER_LOST);
        });
        assertEachRowOnce(1000, 123);
    }

    @Test
    void aBatchThatIsTooMuchForTheMemoryTwiceIsCutAndItsPartsSayWhereTheirRowsAre() {
        redis.submit("j1", 1000, 500);
        redis.complete("w1", redis.claimOne("w1"));
        for (int attempt = 1; attempt <= 2; attempt++) {
            Claim whole = redis.claimOne("w1");
            assertThat(whole.rows()).isEqualTo(500);
            assertThat(redis.fail("w1", whole, FailureClass.OOM_SUSPECT)).isTrue();
            redis.pass(Duration.ofSeconds(30));
        }
        assertThat(redis.job("j1").batches()).isEqualTo(9);
        List<Claim> parts = redis.claim("w1", 20);
        assertThat(parts).hasSize(8).allSatisfy(part -> {
            assertThat(part.inputBatch()).isEqualTo(1);
            assertThat(part.rowOffset()).isEqualTo(500 + part.rowsBefore());
        });
        parts.forEach(part -> assertThat(redis.complete("w1", part)).isEqualTo(Completion.COMMITTED));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertEachRowOnce(1000, -1);
    }

    @Test
    void aRowThatNeedsTooMuchMemoryAloneIsDeadAfterFewTries() {
        redis.submit("j1", 512, 512);
        int failed = 0;
        for (int i = 0; i < 200 && !redis.job("j1").state().ended(); i++) {
            for (Claim claim : redis.claim("w1", 1)) {
                if (claim.rowOffset() <= 77 && 77 < claim.rowOffset() + claim.rows()) {
                    failed++;
                    redis.fail("w1", claim, FailureClass.OOM_SUSPECT);
                } else {
                    redis.complete("w1", claim);
                }
            }
            redis.pass(Duration.ofSeconds(5));
        }
        assertThat(failed).isEqualTo(6);
        assertThat(redis.job("j1").dead()).singleElement().satisfies(dead -> {
            assertThat(dead.rowOffset()).isEqualTo(77);
            assertThat(dead.rows()).isEqualTo(1);
        });
    }

    /** Answers whether the row killed the worker. */
    private static boolean explainAllBut(long row, String worker) {
        for (Claim claim : redis.claim(worker, 4)) {
            if (claim.rowOffset() <= row && row < claim.rowOffset() + claim.rows()) {
                return true;
            }
            redis.complete(worker, claim);
        }
        return false;
    }

    private static void assertEachRowOnce(int rows, long but) {
        int[] seen = new int[rows];
        for (Results.CommittedBatch batch : redis.page("j1", "", 1000).batches()) {
            for (int i = 0; i < batch.rows(); i++) {
                seen[(int) batch.rowOffset() + i]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            assertThat(seen[row]).as("row " + row).isEqualTo(row == but ? 0 : 1);
        }
    }

    @Test
    void aCancelledJobGivesNothingOutAndTakesNothingIn() {
        redis.submit("j1", 2500, 500);
        List<Claim> claims = redis.claim("w1", 3);
        redis.complete("w1", claims.get(0));
        redis.fail("w1", claims.get(1), FailureClass.TRANSIENT);
        assertThat(value(redis.queue.cancel("j1")).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(value(redis.queue.cancel("j1")).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(value(redis.queue.cancel("absent"))).isEmpty();

        assertThat(redis.complete("w1", claims.get(2))).isEqualTo(Completion.GONE);
        assertThat(redis.fail("w1", claims.get(2), FailureClass.TRANSIENT)).isFalse();
        assertThat(redis.renew("w1", 1, claims.get(2)).dropped())
                .containsExactly(claims.get(2).attempt());
        redis.pass(Duration.ofMinutes(1));
        assertThat(redis.claim("w1", 9)).isEmpty();
        assertThat(redis.page("j1", "", 9).batches()).hasSize(1);
        assertThat(redis.page("j1", "", 9).complete()).isTrue();
        // The commit that was in before the cancel stays in.
        assertThat(redis.complete("w1", claims.get(0))).isEqualTo(Completion.COMMITTED);
    }

    @Test
    void aJumpOfTheMachinesClockEndsNoLease() {
        redis.submit("j1", 500, 500);
        Claim claim = redis.claimOne("w1");
        for (Duration jump : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
            // The clock that Redis was last seen at is an hour away from its clock now.
            redis.command("HINCRBY", "{q0}:meta", "wall", Long.toString(jump.toMillis()));
            assertThat(value(redis.queue.reap())).isZero();
        }
        assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED);
    }

    @Test
    void theClockGoesOnAfterAJump() {
        redis.submit("j1", 500, 500);
        redis.command(
                "HINCRBY",
                "{q0}:meta",
                "wall",
                Long.toString(Duration.ofHours(1).toMillis()));
        value(redis.queue.reap());
        long before = redis.command("HGET", "{q0}:meta", "now").whole();
        Eventually.holds("the logical clock moves", () -> {
            value(redis.queue.reap());
            return redis.command("HGET", "{q0}:meta", "now").whole() > before;
        });
    }
}

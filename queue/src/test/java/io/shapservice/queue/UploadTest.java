package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.accepted;
import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.budget.Amount;
import io.shapservice.queue.budget.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadTest {
    private static final Amount TENANT = new Amount(1000, 100, 10);
    private static final Duration SILENCE = QueueOnRedis.SETTINGS.uploadLease().plusMillis(1);

    @RegisterExtension
    private static final QueueOnRedis redis = QueueOnRedis.inMemory();

    @Test
    void aKeyIsTakenFromBeforeTheFirstByte() {
        assertThat(begin("u1", "key")).isEqualTo(new Begun.Open());
        assertThat(begin("u1", "key")).isEqualTo(new Begun.Open());
        assertThat(begin("u2", "key")).isEqualTo(new Begun.InProgress());
        assertThat(value(redis.queue.submit(keyed("u3", "payload", false)))).isEqualTo(new Submitted.InProgress());
        assertThat(begin("u2", "other")).isEqualTo(new Begun.Open());
    }

    @Test
    void theKeyOfASubmittedJobLeadsToItAlsoAfterItsDeletion() {
        begin("u1", "key");
        assertThat(accepted(redis.queue.submit(keyed("u1", "payload", true))).created())
                .isTrue();
        assertThat(accepted(redis.queue.submit(keyed("u1", "payload", true))).created())
                .isFalse();
        assertThat(begin("u2", "key")).isInstanceOfSatisfying(Begun.Known.class, known -> {
            assertThat(known.jobId()).isEqualTo("u1");
            assertThat(known.payload()).isEqualTo("payload");
            assertThat(known.job()).map(JobView::id).contains("u1");
        });
        assertThat(accepted(redis.queue.submit(keyed("u3", "payload", false)))
                        .job()
                        .id())
                .isEqualTo("u1");
        assertThat(value(redis.queue.submit(keyed("u3", "other", false)))).isEqualTo(new Submitted.KeyReused("u1"));

        value(redis.queue.purge("u1"));
        assertThat(begin("u4", "key")).isEqualTo(new Begun.Known("u1", "payload", Optional.empty()));
        assertThat(value(redis.queue.submit(keyed("u4", "payload", false)))).isEqualTo(new Submitted.Deleted("u1"));
        assertThat(value(redis.queue.submit(keyed("u4", "other", false)))).isEqualTo(new Submitted.KeyReused("u1"));
        long keptMillis = redis.command("PTTL", "{q0}:idem:key").whole();
        assertThat(Duration.ofMillis(keptMillis)).isGreaterThan(Duration.ofHours(24));
    }

    @Test
    void anUploadThatFallsSilentLeavesNoBlobsNoBudgetAndNoKey() {
        begin("u1", "key");
        assertThat(reserve("u1", 300, 30, 3)).isEqualTo(new Reserved.Granted());
        redis.pass(SILENCE.dividedBy(2));
        assertThat(reserve("u1", 300, 30, 3)).isEqualTo(new Reserved.Granted());
        redis.pass(SILENCE.dividedBy(2).plusMillis(1));
        value(redis.queue.reap());
        assertThat(redis.sweep()).isEmpty();

        redis.pass(SILENCE);
        value(redis.queue.reap());
        assertThat(reserve("u1", 300, 30, 3)).isEqualTo(new Reserved.Lost());
        assertThat(value(redis.queue.submit(keyed("u1", "payload", true)))).isEqualTo(new Submitted.Lost());
        assertThat(redis.sweep()).containsExactly("job/u1/in/0", "job/u1/in/1", "job/u1/in/2");
        assertThat(used("bytes")).isZero();
        assertThat(used("rows")).isZero();
        assertThat(begin("u2", "key")).isEqualTo(new Begun.Open());
    }

    @Test
    void theKeyOfASilentUploadIsFreeBeforeTheSweep() {
        begin("u1", "key");
        reserve("u1", 300, 30, 3);
        redis.pass(SILENCE);
        assertThat(begin("u2", "key")).isEqualTo(new Begun.Open());
        assertThat(redis.sweep()).hasSize(3);
    }

    @Test
    void anAbandonedUploadIsGoneAtOnce() {
        begin("u1", "key");
        reserve("u1", 300, 30, 3);
        assertThat(value(redis.queue.abandon("u1"))).isTrue();
        assertThat(value(redis.queue.abandon("u1"))).isFalse();
        assertThat(begin("u2", "key")).isEqualTo(new Begun.Open());
        assertThat(redis.sweep()).hasSize(3);
    }

    @Test
    void aBudgetRefusesWhatIsBeyondItAndSaysWhoseItIs() {
        begin("u1", null);
        assertThat(reserve("u1", 1000, 100, 10)).isEqualTo(new Reserved.Granted());
        assertThat(reserve("u1", 1000, 100, 10)).isEqualTo(new Reserved.Granted());
        assertThat(refusal(reserve("u1", 1001, 100, 10))).satisfies(refusal -> {
            assertThat(refusal.owner()).isEqualTo(Refusal.Owner.TENANT);
            assertThat(refusal.resource()).isEqualTo(Refusal.Resource.BYTES);
            assertThat(refusal.limit()).isEqualTo(1000);
            assertThat(refusal.used()).isEqualTo(1000);
            assertThat(refusal.asked()).isEqualTo(1);
            assertThat(refusal.mayFitLater()).isTrue();
        });
        assertThat(refusal(reserve("u1", 1000, 101, 10)).resource()).isEqualTo(Refusal.Resource.ROWS);
        assertThat(refusal(reserve("u1", 1000, 100, 11)).resource()).isEqualTo(Refusal.Resource.BATCHES);

        Upload huge = new Upload("u2", "other", null, new Amount(2L << 30, 0, 0), null);
        assertThat(value(redis.queue.begin(huge)))
                .isInstanceOfSatisfying(
                        Begun.Refused.class,
                        refused -> assertThat(refused.refusal()).satisfies(refusal -> {
                            assertThat(refusal.owner()).isEqualTo(Refusal.Owner.SYSTEM);
                            assertThat(refusal.limit()).isEqualTo(1L << 30);
                            assertThat(refusal.mayFitLater()).isFalse();
                        }));
    }

    @Test
    void roomForTheResultsIsReservedAtTheSubmit() {
        begin("u1", null);
        reserve("u1", 600, 10, 2);
        Submission tooMuch = submission("u1", 10, 5).ofUpload(600, 401);
        assertThat(value(redis.queue.submit(tooMuch))).isInstanceOf(Submitted.Refused.class);
        assertThat(accepted(redis.queue.submit(submission("u1", 10, 5).ofUpload(600, 400)))
                        .created())
                .isTrue();
        assertThat(used("bytes")).isEqualTo(1000);
        assertThat(used("rows")).isEqualTo(10);
    }

    @Test
    void aJobTakesWhatItUsesAlsoWhenItsUploadReservedMore() {
        begin("u1", null);
        reserve("u1", 900, 90, 9);
        accepted(redis.queue.submit(submission("u1", 10, 5).ofUpload(100, 200)));
        assertThat(used("bytes")).isEqualTo(300);
        assertThat(used("rows")).isEqualTo(10);
        assertThat(used("batches")).isEqualTo(2);
    }

    @Test
    void bytesAreFreeOnlyOnceTheBlobsAreDeleted() {
        begin("u1", null);
        accepted(redis.queue.submit(submission("u1", 10, 5).ofUpload(100, 200)));
        redis.claim("w1", 2).forEach(claim -> redis.complete("w1", claim));
        assertThat(used("rows")).isZero();
        assertThat(used("bytes")).isEqualTo(300);
        assertThat(redis.sweep()).containsExactly("job/u1/in/0", "job/u1/in/1");
        assertThat(used("bytes")).isEqualTo(200);
        redis.pass(Duration.ofHours(2));
        value(redis.queue.reap());
        assertThat(redis.sweep()).hasSize(2).allMatch(key -> key.startsWith("job/u1/out/"));
        assertThat(used("bytes")).isZero();
    }

    @Test
    void inputsStayAsLongAsARedriveIsOffered() {
        redis.submit("j1", 10, 5);
        redis.claim("w1", 2).forEach(claim -> redis.fail("w1", claim, FailureClass.INPUT));
        assertThat(redis.job("j1").state()).isEqualTo(JobState.FAILED);
        assertThat(redis.sweep()).isEmpty();
        redis.pass(Duration.ofHours(2));
        value(redis.queue.reap());
        assertThat(redis.sweep()).containsExactly("job/j1/in/0", "job/j1/in/1");
    }

    @Test
    void garbageThatNobodyReportedIsHandedOutAgainButNotAtOnce() {
        redis.submit("j1", 10, 5);
        value(redis.queue.purge("j1"));
        Garbage first = value(redis.queue.garbage(100)).orElseThrow();
        assertThat(value(redis.queue.garbage(100))).isEmpty();
        redis.pass(Duration.ofMinutes(1));
        assertThat(value(redis.queue.garbage(100))).contains(first);
        value(redis.queue.collected(first));
        value(redis.queue.collected(first));
        redis.pass(Duration.ofMinutes(1));
        assertThat(value(redis.queue.garbage(100))).isEmpty();
    }

    @Test
    void aRefusalSaysWhenThereMayBeRoomByHowFastTheWorkDrains() {
        accepted(redis.queue.submit(submission("j1", 80, 10)));
        begin("u1", null);
        assertThat(refusal(reserve("u1", 0, 60, 1)).retryAfter()).isEqualTo(Duration.ofSeconds(30));
        for (int second = 0; second < 4; second++) {
            redis.complete("w1", redis.claimOne("w1"));
            redis.pass(Duration.ofSeconds(1));
        }
        // 40 rows in the last half minute, and 35 too many.
        Duration wait = refusal(reserve("u1", 0, 95, 1)).retryAfter();
        assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private static Begun begin(String id, @Nullable String key) {
        return value(redis.queue.begin(new Upload(id, "tenant", TENANT, Amount.NONE, key)));
    }

    private static Reserved reserve(String id, long bytes, long rows, long batches) {
        return value(redis.queue.reserve(id, new Amount(bytes, rows, batches)));
    }

    private static Refusal refusal(Reserved reserved) {
        if (reserved instanceof Reserved.Refused(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError(reserved);
    }

    private static long used(String what) {
        return redis.command("HGET", "{q0}:use:tenant", what).whole();
    }

    private static Submission keyed(String id, String payload, boolean begun) {
        Submission plain = submission(id, 10, 5);
        return new Submission(
                id,
                plain.tenant(),
                plain.lane(),
                plain.model(),
                plain.modelDigest(),
                plain.options(),
                10,
                5,
                2.0,
                Duration.ofHours(1),
                new Submission.IdempotencyKey("key", payload),
                0,
                0,
                begun);
    }
}

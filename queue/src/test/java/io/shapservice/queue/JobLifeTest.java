package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.DIGEST;
import static io.shapservice.queue.QueueOnRedis.accepted;
import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.redis.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobLifeTest {
    @RegisterExtension
    private static final QueueOnRedis redis = QueueOnRedis.inMemory();

    @Test
    void aJobGoesFromQueuedOverRunningToSucceeded() {
        JobView job = redis.submit("j1", 1050, 500);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.batches()).isEqualTo(3);
        assertThat(job.secondsPerBatch()).isEqualTo(2.0);

        List<Claim> claims = redis.claim("w1", 2);
        assertThat(claims).extracting(Claim::batch).containsExactly(0L, 1L);
        assertThat(redis.job("j1").state()).isEqualTo(JobState.RUNNING);
        assertThat(redis.job("j1").batchesInFlight()).isEqualTo(2);
        redis.assertSound();
        claims.forEach(claim -> assertThat(redis.complete("w1", claim)).isEqualTo(Completion.COMMITTED));
        redis.assertSound();
        Claim last = redis.claimOne("w2");
        assertThat(redis.complete("w2", last)).isEqualTo(Completion.COMMITTED);

        JobView ended = redis.job("j1");
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.rowsDone()).isEqualTo(1050);
        assertThat(ended.batchesDone()).isEqualTo(3);
        assertThat(ended.batchesInFlight()).isZero();
        assertThat(ended.startedAt()).isNotNull();
        assertThat(ended.progressAt()).isNotNull();
        assertThat(ended.expiresAt()).isEqualTo(ended.endedAt().plus(Duration.ofHours(1)));
        assertThat(redis.claim("w1", 5)).isEmpty();
    }

    @Test
    void aClaimSaysAllThatAWorkerNeeds() {
        redis.submit("j1", 1050, 500);
        List<Claim> claims = redis.claim("w1", 9);
        Claim last = claims.getLast();
        assertThat(claims).hasSize(3);
        assertThat(last.jobId()).isEqualTo("j1");
        assertThat(last.batch()).isEqualTo(2);
        assertThat(last.rowOffset()).isEqualTo(1000);
        assertThat(last.rows()).isEqualTo(50);
        assertThat(last.model()).isEqualTo("housing");
        assertThat(last.modelDigest()).isEqualTo(DIGEST);
        assertThat(last.options()).isEqualTo("{}");
        assertThat(last.attemptNumber()).isEqualTo(1);
        assertThat(last.leaseSeconds()).isEqualTo(45.0);
        assertThat(claims).extracting(Claim::attempt).doesNotHaveDuplicates();
    }

    @Test
    void aClaimStopsAtTheSecondsThatItMayCostButGivesOneBatchAlways() {
        redis.submit("j1", 5000, 500); // 2 s a batch by the submit's estimate
        assertThat(value(redis.queue.claim(QueueOnRedis.worker("w1"), 10, 5.0))).hasSize(3);
        assertThat(value(redis.queue.claim(QueueOnRedis.worker("w1"), 10, 0.001)))
                .hasSize(1);
    }

    @Test
    void submittingAnIdAgainAnswersTheJobThatIsThere() {
        redis.submit("j1", 1000, 500);
        redis.claimOne("w1");
        Submitted.Accepted again = accepted(redis.queue.submit(submission("j1", 9, 3)));
        assertThat(again.created()).isFalse();
        assertThat(again.job().rows()).isEqualTo(1000);
        assertThat(again.job().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void anIdempotencyKeyLeadsToTheFirstJobAndTellsAnotherPayload() {
        Submission first = keyed("j1", "payload1");
        assertThat(accepted(redis.queue.submit(first)).created()).isTrue();
        assertThat(accepted(redis.queue.submit(keyed("j2", "payload1")))).satisfies(s -> {
            assertThat(s.created()).isFalse();
            assertThat(s.job().id()).isEqualTo("j1");
        });
        assertThat(value(redis.queue.submit(keyed("j3", "payload2")))).isEqualTo(new Submitted.KeyReused("j1"));
        assertThat(value(redis.queue.job("j2"))).isEmpty();
    }

    @Test
    void aHostileJobIdIsRefused() {
        assertThatThrownBy(() -> redis.queue.submit(submission("a:1", 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> redis.queue.submit(submission("", 1, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jobsTakeTurnsBySecondsOfWork() {
        redis.submit("long", 50_000, 500);
        redis.claim("w1", 20);
        redis.submit("late", 1000, 500);
        // The newcomer neither waits for the long job's end nor gets back the time that it was not there.
        List<String> served = redis.claim("w1", 4).stream().map(Claim::jobId).toList();
        assertThat(served).contains("late").contains("long");
    }

    @Test
    void resultsComeInCommitOrderAndPageByPage() {
        redis.submit("j1", 1050, 500);
        List<Claim> claims = redis.claim("w1", 3);
        redis.complete("w1", claims.get(2));
        Results.Page first = redis.page("j1", "", 10);
        assertThat(first.batches()).hasSize(1);
        assertThat(first.complete()).isFalse();
        assertThat(first.batches().getFirst())
                .isEqualTo(new Results.CommittedBatch(
                        2, 1000, 50, QueueOnRedis.result(claims.get(2)).resultKey(), "0f".repeat(32), 102));
        redis.complete("w1", claims.get(0));
        redis.complete("w1", claims.get(1));

        Results.Page second = redis.page("j1", first.next(), 1);
        assertThat(second.batches()).extracting(Results.CommittedBatch::batch).containsExactly(0L);
        assertThat(second.complete()).isFalse();
        Results.Page third = redis.page("j1", second.next(), 1);
        assertThat(third.batches()).extracting(Results.CommittedBatch::batch).containsExactly(1L);
        assertThat(third.complete()).isTrue();
        assertThat(redis.page("j1", third.next(), 1).batches()).isEmpty();
        assertThat(value(redis.queue.results("absent", "", 1))).isEmpty();
    }

    @Test
    void aCursorOfALostHistoryIsToldAsAReset() {
        redis.submit("j1", 500, 500);
        redis.complete("w1", redis.claimOne("w1"));
        String cursor = redis.page("j1", "", 10).next();
        redis.command("FLUSHALL");
        value(redis.process().submit(submission("j1", 500, 500)));
        assertThat(value(redis.queue.results("j1", cursor, 10))).get().isInstanceOf(Results.Reset.class);
        assertThat(value(redis.queue.results("j1", "made up", 10))).get().isInstanceOf(Results.Reset.class);
    }

    @Test
    void jobsAreListedNewestFirstAndPageByPage() {
        for (int i = 0; i < 5; i++) {
            redis.submit("j" + i, 10, 5);
            int made = i;
            Eventually.holds(
                    "the next submit gets a later time",
                    () -> System.currentTimeMillis()
                            > redis.job("j" + made).createdAt().toEpochMilli());
        }
        List<String> ids = new ArrayList<>();
        String after = "";
        for (List<JobView> page = jobs(after); !page.isEmpty(); page = jobs(after)) {
            page.forEach(job -> ids.add(job.id()));
            after = ids.getLast();
        }
        assertThat(ids).containsExactly("j4", "j3", "j2", "j1", "j0");
    }

    @Test
    void aTenantsJobsAreFoundAmongManyOfOthers() {
        for (int i = 0; i < 1100; i++) {
            redis.submit("other" + i, 10, 5);
        }
        redis.submitAs("mine", "j1", 10, 5);
        redis.submit("latest", 10, 5);
        redis.submitAs("mine", "j2", 10, 5);

        List<String> ids = new ArrayList<>();
        String next = "";
        int calls = 0;
        do {
            JobPage page = value(redis.queue.jobs("mine", next, 1));
            page.jobs().forEach(job -> ids.add(job.id()));
            next = page.next();
            calls++;
        } while (!next.isEmpty());
        assertThat(ids).containsExactlyInAnyOrder("j1", "j2");
        assertThat(calls).isLessThan(6);
        assertThat(value(redis.queue.jobs("nobody", "latest", 10)).jobs()).isEmpty();
    }

    @Test
    void resultsExpireAfterTheJobsEndThenTheJobIsForgotten() {
        redis.submit("j1", 500, 500);
        redis.pass(Duration.ofHours(2));
        redis.complete("w1", redis.claimOne("w1"));
        redis.pass(Duration.ofMinutes(59));
        value(redis.queue.reap());
        assertThat(redis.job("j1").state()).isEqualTo(JobState.SUCCEEDED);
        redis.pass(Duration.ofMinutes(2));
        value(redis.queue.reap());
        assertThat(redis.job("j1").state()).isEqualTo(JobState.EXPIRED);
        assertThat(redis.page("j1", "", 10).batches()).isEmpty();
        redis.assertSound();
        redis.pass(Duration.ofDays(1));
        value(redis.queue.reap());
        assertThat(value(redis.queue.job("j1"))).isEmpty();
        assertThat(value(redis.queue.jobs("", "", 10)).jobs()).isEmpty();
    }

    @Test
    void aPurgedJobIsForgottenAndNamesItsBlobs() {
        redis.submit("j1", 1000, 500);
        Claim claim = redis.claim("w1", 2).getFirst();
        redis.complete("w1", claim);
        assertThat(value(redis.queue.purge("j1"))).isTrue();
        assertThat(redis.sweep())
                .containsExactlyInAnyOrder(
                        "job/j1/in/0", "job/j1/in/1", QueueOnRedis.result(claim).resultKey());
        assertThat(value(redis.queue.job("j1"))).isEmpty();
        assertThat(value(redis.queue.purge("j1"))).isFalse();
        assertThat(redis.command("KEYS", "*j1*").items())
                .extracting(Reply::text)
                .containsExactly("{q0}:gone:j1");
        assertThat(value(redis.queue.submit(submission("j1", 1000, 500)))).isEqualTo(new Submitted.Deleted("j1"));
    }

    private static List<JobView> jobs(String after) {
        return value(redis.queue.jobs("", after, 2)).jobs();
    }

    private static Submission keyed(String id, String payload) {
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
                new Submission.IdempotencyKey("scope", payload));
    }
}

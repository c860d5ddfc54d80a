package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shapservice.protocol.sample.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SampleTest {
    @RegisterExtension
    private static final QueueOnRedis redis = QueueOnRedis.inMemory();

    @Test
    void anEmptyQueueIsAllZeroAndHasAnIncarnation() {
        Sample sample = value(redis.process().sample());
        assertThat(sample.queue()).isEqualTo(Sample.QueueState.UNKNOWN);
        assertThat(sample.incarnation()).matches("[0-9a-f]{32}");
        assertThat(redis.sample().incarnation()).isEqualTo(sample.incarnation());
        assertThat(sample.redisTimeMillis()).isPositive();
        assertThat(sample.workers()).isEmpty();
    }

    @Test
    void workIsCountedInSecondsOfTheEstimateUntilItIsMeasured() {
        redis.submit("j1", 5000, 500); // 10 batches of 2 s
        assertThat(redis.sample().queue().waitingSeconds()).isCloseTo(20, within(1e-6));
        List<Claim> claims = redis.claim("w1", 4);
        Sample.QueueState busy = redis.sample().queue();
        assertThat(busy.waitingBatches()).isEqualTo(6);
        assertThat(busy.waitingRows()).isEqualTo(3000);
        assertThat(busy.waitingSeconds()).isCloseTo(12, within(1e-6));
        assertThat(busy.inFlightBatches()).isEqualTo(4);
        assertThat(busy.inFlightSeconds()).isCloseTo(8, within(1e-6));
        assertThat(busy.secondsPerBatch()).isCloseTo(2, within(1e-6));
        assertThat(busy.jobsActive()).isEqualTo(1);

        redis.complete("w1", claims.getFirst()); // took 0.5 s
        Sample.QueueState measured = redis.sample().queue();
        assertThat(measured.secondsPerBatch()).isCloseTo(0.5, within(1e-6));
        assertThat(measured.waitingSeconds()).isCloseTo(3, within(1e-6));
        assertThat(measured.rowsDone()).isEqualTo(500);
        assertThat(redis.job("j1").secondsPerBatch()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void whatIsTriedAgainWaitsAndWhatIsDeadOrCancelledDoesNot() {
        redis.submit("j1", 2000, 500);
        redis.submit("j2", 1500, 500);
        List<Claim> claims = redis.claim("w1", 7);
        assertThat(redis.sample().queue().waitingBatches()).isZero();
        redis.fail("w1", claims.get(0), FailureClass.TRANSIENT);
        assertThat(redis.sample().queue().waitingBatches()).isEqualTo(1);
        redis.fail("w1", claims.get(1), FailureClass.INPUT);
        assertThat(redis.sample().queue().waitingBatches()).isEqualTo(1);
        value(redis.queue.cancel("j1"));
        value(redis.queue.cancel("j2"));
        assertThat(redis.sample().queue().waitingBatches()).isZero();
        assertThat(redis.sample().queue().inFlightBatches()).isZero();
        assertThat(redis.sample().queue().jobsActive()).isZero();
    }

    @Test
    void theOldestAgeIsThatOfTheOldestBatchThatWaits() {
        redis.submit("j1", 500, 500);
        redis.pass(Duration.ofSeconds(30));
        redis.submit("j2", 500, 500);
        redis.pass(Duration.ofSeconds(10));
        assertThat(redis.sample().queue().oldestAgeSeconds()).isCloseTo(40, within(5.0));
        redis.claimOne("w1");
        assertThat(redis.sample().queue().oldestAgeSeconds()).isCloseTo(10, within(5.0));
        redis.claimOne("w1");
        assertThat(redis.sample().queue().oldestAgeSeconds()).isZero();
    }

    @Test
    void aWorkerShowsItsHeartbeatItsProgressAndWhatItHolds() {
        redis.submit("j1", 1000, 500);
        List<Claim> claims = redis.claim("w1", 2);
        redis.renew("w1", 5, claims.get(0), claims.get(1));
        redis.pass(Duration.ofSeconds(10));
        redis.renew("w1", 5, claims.get(0), claims.get(1));
        redis.pass(Duration.ofSeconds(3));
        Sample.WorkerState worker = redis.sample().workers().getFirst();
        assertThat(worker.name()).isEqualTo("w1");
        assertThat(worker.uid()).isEqualTo("uid-w1");
        assertThat(worker.heartbeatAgeSeconds()).isCloseTo(3, within(2.0));
        assertThat(worker.progressAgeSeconds()).isCloseTo(13, within(2.0));
        assertThat(worker.leases()).isEqualTo(2);
        assertThat(worker.batches()).containsExactly("j1:0", "j1:1");
        assertThat(worker.memoryUsedMiB()).isEqualTo(200);
        assertThat(worker.rowsPerSecond()).isEqualTo(10);
        assertThat(worker.state()).isEqualTo("busy");
    }

    @Test
    void anIdleWorkersProgressHasNoAge() {
        redis.renew("w1", 5);
        redis.pass(Duration.ofSeconds(100));
        assertThat(redis.sample().workers().getFirst().progressAgeSeconds()).isZero();
        redis.submit("j1", 500, 500);
        redis.claimOne("w1");
        assertThat(redis.sample().workers().getFirst().progressAgeSeconds()).isLessThan(5);
    }

    @Test
    void aSilentWorkerWithoutLeasesIsForgottenInTheEnd() {
        redis.renew("w1", 5);
        redis.pass(Duration.ofSeconds(60));
        value(redis.queue.reap());
        assertThat(redis.sample().workers()).hasSize(1);
        redis.pass(Duration.ofSeconds(200));
        value(redis.queue.reap());
        assertThat(redis.sample().workers()).isEmpty();
    }

    @Test
    void theRevisionGrowsOnlyWithNews() {
        long start = redis.sample().revision();
        assertThat(redis.sample().revision()).isEqualTo(start);
        redis.submit("j1", 500, 500);
        long submitted = redis.sample().revision();
        assertThat(submitted).isGreaterThan(start);
        Claim claim = redis.claimOne("w1");
        redis.renew("w1", 1, claim);
        long renewed = redis.sample().revision();
        assertThat(renewed).isGreaterThan(submitted);
        redis.renew("w1", 2, claim);
        assertThat(redis.sample().revision()).isEqualTo(renewed);
        redis.complete("w1", claim);
        assertThat(redis.sample().revision()).isGreaterThan(renewed);
    }

    @Test
    void aWorkersSilenceIsNewsWithEachQuarterOfTFromHalfOfItOn() {
        redis.submit("j1", 500, 500);
        Claim claim = redis.claimOne("w1");
        redis.renew("w1", 1, claim);
        long revision = redis.sample().revision();
        redis.pass(Duration.ofSeconds(20));
        assertThat(redis.sample().revision()).isEqualTo(revision);
        for (int quarter = 2; quarter <= 4; quarter++) {
            redis.pass(Duration.ofSeconds(15));
            assertThat(redis.sample().revision()).isGreaterThan(revision);
            revision = redis.sample().revision();
        }
    }

    @Test
    void lostDataHasAnotherIncarnationAndALargerRevision() {
        redis.submit("j1", 500, 500);
        Sample before = redis.sample();
        redis.command("FLUSHALL");
        Sample after = value(redis.process().sample());
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(after.revision()).isGreaterThan(before.revision());
    }

    @Test
    void samplingCostsTheSameHoweverManyJobsWait() {
        redis.submit("j0", 500, 500);
        long few = commands(redis::sample);
        for (int i = 1; i <= 200; i++) {
            value(redis.queue.submit(submission("j" + i, 50_000, 500)));
        }
        assertThat(commands(redis::sample)).isEqualTo(few);
        assertThat(redis.sample().queue().waitingBatches()).isEqualTo(20_001);
    }

    /** Commands that Redis runs for it, those inside scripts included. */
    private static long commands(Runnable work) {
        redis.command("CONFIG", "RESETSTAT");
        work.run();
        return redis.command("INFO", "commandstats")
                .text()
                .lines()
                // The background ping and this question are not part of it.
                .filter(line ->
                        line.startsWith("cmdstat_h") || line.startsWith("cmdstat_z") || line.startsWith("cmdstat_s"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*calls=(\\d+).*", "$1")))
                .sum();
    }
}

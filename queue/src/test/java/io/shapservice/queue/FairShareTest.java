package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.accepted;
import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FairShareTest {
    private static final double CLAIM_SECONDS = 0.1;

    @RegisterExtension
    private static final QueueOnRedis redis = QueueOnRedis.inMemory();

    @Test
    void aFloodOfAThousandToOneAtMostDoublesTheOthersWait() {
        double alone = percentile95(waitsOfASmallTenant());
        redis.command("FLUSHALL");
        for (int i = 0; i < 1000; i++) {
            submit("flood" + i, "flood", "default", 8, 0.1);
        }
        double flooded = percentile95(waitsOfASmallTenant());
        assertThat(flooded).isLessThanOrEqualTo(2 * alone + 1e-9);
    }

    /** Four workers in simulated time; every second the small tenant submits eight batches of 0.1 s. */
    private static List<Double> waitsOfASmallTenant() {
        FleetInTime fleet = new FleetInTime(redis, 4, CLAIM_SECONDS);
        List<Double> waits = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            // Off the workers' beat, a little later each time.
            fleet.runUntil(round + 0.017 * round);
            String id = "small" + round;
            submit(id, "small", "default", 8, 0.1);
            double submitted = fleet.now();
            waits.add(fleet.runUntilEnded(id) - submitted);
        }
        return waits;
    }

    private static double percentile95(List<Double> waits) {
        return waits.stream().sorted().toList().get((int) (waits.size() * 0.95));
    }

    @Test
    void splittingAJobGainsNothing() {
        submit("whole", "a", "default", 200, 0.1);
        for (int i = 0; i < 200; i++) {
            submit("split" + i, "b", "default", 1, 0.1);
        }
        assertThat(claimedBatches(200).get("b")).isBetween(90, 112);
    }

    @Test
    void aTenantThatComesBackDoesNotCatchUpOnTheTimeItWasAway() {
        submit("away", "b", "default", 1, 0.1);
        redis.claimOne("w0");
        submit("long", "a", "default", 400, 0.1);
        redis.claim("w0", 200);
        submit("back", "b", "default", 200, 0.1);
        // Ahead by the second of work that a newcomer is given, then half and half.
        assertThat(claimedBatches(100).get("b")).isBetween(50, 62);
    }

    @Test
    void tenantsAreChargedWhatTheirWorkTookAndNotWhatItWasEstimatedAt() {
        submit("heavy", "heavy", "default", 400, 0.1, "{\"heavy\":1}");
        submit("light", "light", "default", 400, 0.1, "{\"heavy\":0}");
        Map<String, Double> seconds = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Claim claim = redis.claimOne("w0");
            double took = claim.jobId().equals("heavy") ? 1.0 : 0.1;
            seconds.merge(claim.jobId(), took, Double::sum);
            BatchResult plain = QueueOnRedis.result(claim);
            value(redis.queue.complete(
                    QueueOnRedis.worker("w0"),
                    claim,
                    new BatchResult(plain.resultKey(), plain.sha256(), plain.bytes(), took)));
        }
        assertThat(seconds.get("heavy")).isCloseTo(seconds.get("light"), within(3.0));
    }

    @Test
    void theInteractiveLaneComesFirstButTheBulkLaneKeepsItsShare() {
        submit("bulk", "a", "bulk", 500, 0.1);
        redis.claim("w0", 50);
        submit("interactive", "a", "interactive", 500, 0.1);
        List<String> first = redis.claim("w0", 8).stream().map(Claim::jobId).toList();
        assertThat(first).containsOnly("interactive");
        Map<String, Integer> jobs = claimedJobs(180);
        assertThat(jobs.get("bulk")).isBetween(15, 25);
    }

    @Test
    void whatIsTriedAgainTakesItsTurnsLikeAllElse() {
        submit("failing", "a", "default", 100, 0.1);
        value(redis.queue.release(QueueOnRedis.worker("w0"), redis.claim("w0", 100)));
        submit("sound", "b", "default", 100, 0.1);
        assertThat(claimedBatches(60).get("b")).isGreaterThanOrEqualTo(30);
    }

    @Test
    void aReleaseCostsItsTenantNothing() {
        submit("a", "a", "default", 100, 0.1);
        submit("b", "b", "default", 100, 0.1);
        for (int i = 0; i < 20; i++) {
            String worker = "drained" + i;
            List<Claim> ofA = redis.claim(worker, 4).stream()
                    .filter(claim -> claim.jobId().equals("a"))
                    .toList();
            value(redis.queue.release(QueueOnRedis.worker(worker), ofA));
            value(redis.queue.leave(QueueOnRedis.worker(worker)));
        }
        assertThat(claimedBatches(100).get("a")).isBetween(40, 60);
    }

    private static Map<String, Integer> claimedBatches(int batches) {
        Map<String, Integer> byTenant = new HashMap<>();
        claimedJobs(batches).forEach((job, n) -> byTenant.merge(redis.job(job).tenant(), n, Integer::sum));
        return byTenant;
    }

    private static Map<String, Integer> claimedJobs(int batches) {
        Map<String, Integer> byJob = new HashMap<>();
        redis.claim("w0", batches).forEach(claim -> byJob.merge(claim.jobId(), 1, Integer::sum));
        return byJob;
    }

    private static void submit(String id, String tenant, String lane, int batches, double seconds) {
        submit(id, tenant, lane, batches, seconds, "{}");
    }

    private static void submit(String id, String tenant, String lane, int batches, double seconds, String options) {
        accepted(redis.queue.submit(new Submission(
                id, tenant, lane, "m", QueueOnRedis.DIGEST, options, batches, 1, seconds, Duration.ofHours(1))));
    }
}

package io.shapservice.queue;

import io.shapservice.queue.budget.Budgets;
import java.time.Duration;
import java.util.Map;

/**
 * The queue's times and limits; every process of a service uses the same.
 *
 * @param lease from stuckAfter
 * @param shard the hash tag of the keys, {@code {q0}}
 * @param maxAttempts charged attempts after which a batch is dead
 * @param backoff before the second attempt; it doubles with each further one
 * @param longestBackoff never longer than this
 * @param keepEnded how long an expired job still says that it has expired
 * @param uploadLease how long an upload may be silent before it counts as given up
 * @param laneWeights share of each lane while others wait too; lanes that are not named have 1
 */
public record QueueSettings(
        Lease lease,
        String shard,
        int maxAttempts,
        Duration backoff,
        Duration longestBackoff,
        Duration keepEnded,
        Duration uploadLease,
        Map<String, Integer> laneWeights,
        Budgets budgets) {
    private static final Duration LONGEST_CLOCK_STEP = Duration.ofSeconds(2);
    private static final int FORGET_AFTER_LEASES = 4;
    private static final Map<String, Integer> LANES = Map.of("interactive", 8, "default", 4, "bulk", 1);

    public QueueSettings {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("at least one attempt, not " + maxAttempts);
        }
        if (!shard.matches("\\{[a-z0-9]{1,20}\\}")) {
            throw new IllegalArgumentException("not a hash tag such as {q0}: " + shard);
        }
        laneWeights = Map.copyOf(laneWeights);
    }

    /** @param stuckAfter T of the stuck worker's timeline */
    public static QueueSettings of(Duration stuckAfter) {
        return new QueueSettings(
                new Lease(stuckAfter),
                "{q0}",
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                Duration.ofSeconds(45),
                LANES,
                Budgets.DEFAULT);
    }

    public QueueSettings withBackoff(Duration first) {
        return new QueueSettings(
                lease, shard, maxAttempts, first, longestBackoff, keepEnded, uploadLease, laneWeights, budgets);
    }

    public QueueSettings withMaxAttempts(int attempts) {
        return new QueueSettings(
                lease, shard, attempts, backoff, longestBackoff, keepEnded, uploadLease, laneWeights, budgets);
    }

    public QueueSettings withUploadLease(Duration silence) {
        return new QueueSettings(
                lease, shard, maxAttempts, backoff, longestBackoff, keepEnded, silence, laneWeights, budgets);
    }

    public QueueSettings withBudgets(Budgets limits) {
        return new QueueSettings(
                lease, shard, maxAttempts, backoff, longestBackoff, keepEnded, uploadLease, laneWeights, limits);
    }

    int weight(String lane) {
        return Math.max(1, laneWeights.getOrDefault(lane, 1));
    }

    /** Well under a lease: the first call after an outage must not end the leases that nobody could renew. */
    Duration maxClockStep() {
        Duration third = lease.duration().dividedBy(3);
        return third.compareTo(LONGEST_CLOCK_STEP) < 0 ? third : LONGEST_CLOCK_STEP;
    }

    /** How long after its claim a lease that its worker does not name is taken for one whose answer was lost. */
    Duration unknownLeaseGrace() {
        return lease.duration().dividedBy(3);
    }

    /** A worker without leases that has been silent for so long is not mentioned any more. */
    Duration forgetWorkerAfter() {
        return lease.duration().multipliedBy(FORGET_AFTER_LEASES);
    }
}

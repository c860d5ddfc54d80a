package io.shapservice.operator.autoscale;

import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.protocol.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how many workers there are to be, from the seconds of work that wait and run. Pure: the same arguments give the
 * same decision. Up at once, within limits; down to the largest number that any recommendation of the last scaleDownAfter
 * asked for, by at most half; to zero only when all of that time was quiet. What is not known changes nothing.
 */
public final class Autoscaler {
    private static final Duration UNSCHEDULABLE_AFTER = Duration.ofSeconds(60);
    private static final Duration BETWEEN_STEPS_DOWN = Duration.ofSeconds(15);

    private Autoscaler() {}

    /** A decision, and what the next one has to know. */
    public record Outcome(Decision decision, History history) {}

    /** Why there is no good sample. */
    public enum Unknown {
        SAMPLE_UNREACHABLE,
        REDIS_UNREACHABLE
    }

    public static Outcome decide(Sample sample, FleetSize fleet, Policy policy, History history, Instant now) {
        History seen = observe(sample, fleet, policy, history, now);
        if (policy.mode() == WorkersMode.MANUAL) {
            return manual(policy, seen);
        }
        int current = policy.bounded(seen.desired());
        History from = seen.desiring(current);
        Need need = Need.of(sample.queue(), policy.targetDrain(), current);
        int wanted = policy.bounded(need.workers());
        Outcome outcome =
                wanted > current ? up(wanted, need, fleet, policy, from, now) : down(wanted, need, policy, from, now);
        return policy.mode() == WorkersMode.ADVISORY ? advisory(outcome, fleet, policy) : outcome;
    }

    /** Keeps what there is, within the bounds. */
    public static Outcome hold(Unknown why, FleetSize fleet, Policy policy, History history) {
        History unsure = history.unsure();
        if (policy.mode() == WorkersMode.MANUAL) {
            return manual(policy, unsure);
        }
        int desired = policy.bounded(history.desired());
        Reason reason = why == Unknown.REDIS_UNREACHABLE ? Reason.REDIS_UNREACHABLE : Reason.SAMPLE_UNREACHABLE;
        Decision decision = new Decision(desired, desired, reason, "the backlog is not known");
        Outcome outcome = new Outcome(decision, unsure.desiring(desired));
        if (policy.mode() == WorkersMode.ADVISORY) {
            int target = policy.bounded(fleet.size());
            return new Outcome(new Decision(desired, target, reason, decision.evidence()), outcome.history());
        }
        return outcome;
    }

    private static History observe(Sample sample, FleetSize fleet, Policy policy, History history, Instant now) {
        Need need = Need.of(sample.queue(), policy.targetDrain(), policy.bounded(history.desired()));
        Window window = history.window().plus(now, policy.bounded(need.workers()), policy.scaleDownAfter());
        Throughput throughput = history.throughput().plus(sample);
        Optional<Instant> quiet =
                Need.none(sample.queue()) ? history.quietSince().or(() -> Optional.of(now)) : Optional.empty();
        return history.observed(window, throughput, history.saturation().observe(fleet, throughput, now), quiet);
    }

    private static Outcome up(int wanted, Need need, FleetSize fleet, Policy policy, History history, Instant now) {
        int current = history.desired();
        if (fleet.unschedulableSince()
                .filter(since -> !since.plus(UNSCHEDULABLE_AFTER).isAfter(now))
                .isPresent()) {
            return new Outcome(same(current, Reason.UNSCHEDULABLE, need), history);
        }
        if (history.saturation().holds(now)) {
            return new Outcome(same(current, Reason.SATURATED, need), history);
        }
        int desired = Math.min(wanted, history.growth().limit(now, current));
        if (desired <= current) {
            return new Outcome(same(current, Reason.FOLLOWS_BACKLOG, need), history);
        }
        return new Outcome(same(desired, upReason(desired, need, policy), need), history.grown(now, desired));
    }

    private static Outcome down(int wanted, Need need, Policy policy, History history, Instant now) {
        int current = history.desired();
        if (wanted == current) {
            return new Outcome(same(current, upReason(current, need, policy), need), history);
        }
        int floor = Math.max(history.window().largest(), quiet(policy, history, now) ? 0 : 1);
        int lowest = Math.max(policy.bounded(floor), current - Math.max(1, current / 2));
        boolean windowFull = !history.takenOver().plus(policy.scaleDownAfter()).isAfter(now);
        boolean rested = history.lastDown()
                .filter(last -> last.plus(pause(policy)).isAfter(now))
                .isEmpty();
        if (!windowFull || !rested || lowest >= current) {
            return new Outcome(same(current, Reason.COOLING_DOWN, need), history);
        }
        return new Outcome(same(lowest, Reason.FOLLOWS_BACKLOG, need), history.shrunk(now, lowest));
    }

    /** Whether the whole window showed no work, which is what scaling to zero takes. */
    private static boolean quiet(Policy policy, History history, Instant now) {
        return history.quietSince()
                .filter(since -> !since.plus(policy.scaleDownAfter()).isAfter(now))
                .isPresent();
    }

    private static Duration pause(Policy policy) {
        return policy.scaleDownAfter().compareTo(BETWEEN_STEPS_DOWN) < 0 ? policy.scaleDownAfter() : BETWEEN_STEPS_DOWN;
    }

    private static Reason upReason(int desired, Need need, Policy policy) {
        return desired == policy.max() && need.workers() > policy.max() ? Reason.AT_MAXIMUM : Reason.FOLLOWS_BACKLOG;
    }

    private static Decision same(int desired, Reason reason, Need need) {
        return new Decision(desired, desired, reason, need.evidence());
    }

    private static Outcome manual(Policy policy, History history) {
        int replicas = policy.replicas();
        return new Outcome(
                new Decision(replicas, replicas, Reason.MANUAL, "workers.mode is Manual"), history.desiring(replicas));
    }

    private static Outcome advisory(Outcome outcome, FleetSize fleet, Policy policy) {
        Decision decision = outcome.decision();
        int target = policy.bounded(fleet.size());
        return new Outcome(
                new Decision(decision.desired(), target, Reason.ADVISORY, decision.evidence()), outcome.history());
    }
}

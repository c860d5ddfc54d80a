package io.shapservice.operator.stuck;

import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodPhase;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.SampleView;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.stuck.Judgement.Kind;
import io.shapservice.operator.stuck.Judgement.Restraint;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges which workers are stuck: alive to Kubernetes, but without heartbeat or without progress on work that they hold, in
 * two successive samples, for longer than stuckAfter. Pure.
 *
 * <p>Nothing is judged that an outage of Redis could explain: ages count from when samples were good again. Heartbeats that
 * many workers lose at once are the infrastructure's fault; workers without progress never are, because a poisonous batch
 * explains them.
 *
 * @param replaced when workers were replaced as stuck before, youngest last
 */
public record StuckWorkers(SampleView samples, Fleet fleet, Duration stuckAfter, List<Instant> replaced) {
    private static final int MANY = 3;
    private static final double MOST_OF_FLEET = 0.5;
    private static final double REPLACED_AT_ONCE = 0.25;

    public Judgement judge(Instant now) {
        Optional<Answer> latest = samples.good(now);
        Optional<Sample> before = samples.previous().map(Answer::sample).filter(Sample::good);
        if (latest.isEmpty()
                || before.isEmpty()
                || !successive(before.get(), latest.get().sample())) {
            return Judgement.NOTHING;
        }
        double trusted = samples.goodSince()
                .map(since -> Duration.between(since, latest.get().at()).toMillis() / 1000.0)
                .orElse(0.0);
        return judge(latest.get(), byUid(before.get()), byUid(latest.get().sample()), trusted, now);
    }

    private Judgement judge(
            Answer latest,
            Map<String, WorkerState> before,
            Map<String, WorkerState> after,
            double trusted,
            Instant now) {
        List<Verdict> stale = new ArrayList<>();
        int silent = 0;
        for (WorkerPod pod : fleet.live()) {
            WorkerState then = before.get(pod.uid());
            WorkerState state = after.get(pod.uid());
            if (pod.phase() != PodPhase.RUNNING || then == null || state == null) {
                continue;
            }
            if (silent(state, trusted)) {
                silent++;
            }
            if (stale(then, trusted) && stale(state, trusted)) {
                stale.add(new Verdict(pod.name(), pod.uid(), evidence(state)));
            }
        }
        if (stale.isEmpty()) {
            return Judgement.NOTHING;
        }
        if (silent >= MANY && silent >= MOST_OF_FLEET * fleet.size()) {
            return new Judgement(List.of(), Optional.of(infrastructure(silent)));
        }
        if (fleet.size() == 1 && !latest.fromApi()) {
            // The only worker's word about itself: nobody else has seen that Redis is well.
            return Judgement.NOTHING;
        }
        return withinBudget(stale, now);
    }

    private Judgement withinBudget(List<Verdict> stale, Instant now) {
        int most = Math.max(1, (int) (fleet.size() * REPLACED_AT_ONCE));
        Instant windowStart = now.minus(stuckAfter);
        int spent = (int) replaced.stream().filter(windowStart::isBefore).count();
        int left = Math.max(0, most - spent);
        Optional<Restraint> restraint = stale.size() <= left
                ? Optional.empty()
                : Optional.of(new Restraint(
                        Kind.BUDGET,
                        "%d workers are stuck; at most %d of %d are replaced within %ds"
                                .formatted(stale.size(), most, fleet.size(), stuckAfter.toSeconds())));
        return new Judgement(stale.stream().limit(left).toList(), restraint);
    }

    private Restraint infrastructure(int silent) {
        return new Restraint(
                Kind.INFRASTRUCTURE,
                "%d of %d workers lost their heartbeat at once, which looks like the network or the nodes: nothing is restarted"
                        .formatted(silent, fleet.size()));
    }

    private boolean stale(WorkerState worker, double trusted) {
        return silent(worker, trusted) || idleHands(worker, trusted);
    }

    private boolean silent(WorkerState worker, double trusted) {
        return Math.min(worker.heartbeatAgeSeconds(), trusted) > limit();
    }

    private boolean idleHands(WorkerState worker, double trusted) {
        return worker.leases() > 0 && Math.min(worker.progressAgeSeconds(), trusted) > limit();
    }

    private double limit() {
        return stuckAfter.toMillis() / 1000.0;
    }

    private String evidence(WorkerState worker) {
        String what = worker.heartbeatAgeSeconds() > limit()
                ? "no heartbeat for %.1fs".formatted(worker.heartbeatAgeSeconds())
                : "no progress for %.1fs".formatted(worker.progressAgeSeconds());
        return String.format(
                Locale.ROOT,
                "%s (stuckAfter %s), %d batch%s held",
                what,
                seconds(limit()),
                worker.leases(),
                worker.leases() == 1 ? "" : "es");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0fs" : "%.1fs", seconds);
    }

    /** Two readings of one Redis, the second later by Redis' own clock. */
    private static boolean successive(Sample before, Sample latest) {
        return before.incarnation().equals(latest.incarnation()) && before.redisTimeMillis() < latest.redisTimeMillis();
    }

    private static Map<String, WorkerState> byUid(Sample sample) {
        return sample.workers().stream()
                .collect(Collectors.toMap(WorkerState::uid, Function.identity(), (first, second) -> second));
    }
}

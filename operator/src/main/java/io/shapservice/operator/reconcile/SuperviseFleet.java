package io.shapservice.operator.reconcile;

import io.shapservice.operator.autoscale.Autoscaler;
import io.shapservice.operator.autoscale.Autoscaler.Outcome;
import io.shapservice.operator.autoscale.Autoscaler.Unknown;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.autoscale.FleetSize;
import io.shapservice.operator.autoscale.History;
import io.shapservice.operator.autoscale.Policy;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.stuck.Judgement;
import io.shapservice.operator.stuck.Judgement.Kind;
import io.shapservice.operator.stuck.StuckWorkers;
import java.util.Optional;

/** Judges who is stuck, decides how many there are to be, and makes the fleet so. */
final class SuperviseFleet implements Step {
    @Override
    public StepResult run(Pass pass, Findings soFar) {
        Fleet fleet = soFar.fleet();
        Judgement judgement = new StuckWorkers(
                        pass.samples(), fleet, pass.spec().workers().stuckAfter(), pass.memory().replaced)
                .judge(pass.now());
        judgement
                .restraint()
                .filter(restraint -> restraint.kind() == Kind.INFRASTRUCTURE)
                .ifPresent(restraint -> pass.event(EventReason.INFRASTRUCTURE_SUSPECTED, restraint.message()));
        Decision decision = decide(pass, fleet);
        Findings found = soFar.supervised(decision, judgement);
        return new StepResult.Proceed(FleetChange.of(pass, decision, judgement).carryOut(fleet, found));
    }

    private static Decision decide(Pass pass, Fleet fleet) {
        Policy policy = Policy.of(pass.spec().workers());
        FleetSize size = new FleetSize(fleet.size(), fleet.ready(), fleet.unschedulableSince());
        History before =
                pass.memory().history.orElseGet(() -> History.takingOver(pass.memory().takenOver, fleet.size()));
        Optional<Answer> good = pass.samples().good(pass.now());
        Outcome outcome = good.map(answer -> Autoscaler.decide(answer.sample(), size, policy, before, pass.now()))
                .orElseGet(() -> Autoscaler.hold(whyUnknown(pass), size, policy, before));
        tell(pass, outcome.decision(), pass.memory().history.map(ignored -> before.desired()));
        pass.memory().history = Optional.of(outcome.history());
        return outcome.decision();
    }

    private static Unknown whyUnknown(Pass pass) {
        return pass.samples().current(pass.now()).isPresent() ? Unknown.REDIS_UNREACHABLE : Unknown.SAMPLE_UNREACHABLE;
    }

    /** @param before the number decided before; empty in the first pass, whose number is where things start */
    private static void tell(Pass pass, Decision decision, Optional<Integer> before) {
        int from = before.orElse(decision.desired());
        if (decision.desired() != from) {
            EventReason reason = decision.desired() > from ? EventReason.SCALED_UP : EventReason.SCALED_DOWN;
            pass.event(reason, "%d→%d: %s".formatted(from, decision.desired(), decision.evidence()));
        }
        boolean news = !pass.memory().lastReason.equals(Optional.of(decision.reason()));
        pass.memory().lastReason = Optional.of(decision.reason());
        if (news && decision.reason().heldBack() && before.isPresent()) {
            pass.event(
                    EventReason.SCALING_HELD,
                    "%s: %d workers stay, %s"
                            .formatted(decision.reason().word(), decision.target(), decision.evidence()));
        }
    }
}

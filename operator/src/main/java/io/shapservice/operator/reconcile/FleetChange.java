package io.shapservice.operator.reconcile;

import io.shapservice.crds.effective.EffectiveWorkers;
import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.desired.WorkerTemplate;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.pods.BackOff;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodAction;
import io.shapservice.operator.pods.PodAction.Cause;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodAction.Delete;
import io.shapservice.operator.pods.PodPlan;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.status.Busy;
import io.shapservice.operator.stuck.Judgement;
import io.shapservice.operator.stuck.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Carries out a decision and verdicts: creates and deletes pods, remembers it, tells it. */
record FleetChange(Pass pass, Decision decision, Map<String, Verdict> verdicts) {
    static FleetChange of(Pass pass, Decision decision, Judgement judgement) {
        return new FleetChange(
                pass,
                decision,
                judgement.verdicts().stream().collect(Collectors.toMap(Verdict::uid, Function.identity())));
    }

    Findings carryOut(Fleet cached, Findings found) {
        Optional<String> hash = found.upgradeWaits()
                ? Optional.empty()
                : Optional.of(pass.desired().workers().hash());
        List<PodAction> actions = plan(cached, hash);
        if (actions.stream().anyMatch(Delete.class::isInstance)) {
            // Nobody goes because a cache is behind: what is there now is asked before, and planned for anew.
            actions = plan(listed(), hash);
        }
        PodCreation creation = new PodCreation(pass, decision.target());
        for (PodAction action : actions) {
            switch (action) {
                case Delete delete ->
                    delete(delete, Optional.ofNullable(verdicts.get(delete.pod().uid())));
                case Create create -> {
                    Optional<Blocker> refused = creation.create(create);
                    if (refused.isPresent()) {
                        return found.blocked(refused.get());
                    }
                }
            }
        }
        return found;
    }

    /** @param hash empty while any template will do */
    private List<PodAction> plan(Fleet fleet, Optional<String> hash) {
        noticeFailures(fleet);
        WorkerTemplate template = pass.desired().workers();
        return new PodPlan(
                        fleet,
                        decision.target(),
                        hash,
                        verdicts.keySet(),
                        pass.samples().good(pass.now()).map(Answer::sample).map(Busy::names),
                        spareBusy(fleet),
                        pass.memory().failures,
                        pass.memory().incarnations,
                        template.spec().getTerminationGracePeriodSeconds())
                .actions(pass.now());
    }

    /** What the backlog no longer needs goes when it is idle; what a person wants gone drains and goes. */
    private boolean spareBusy(Fleet fleet) {
        EffectiveWorkers workers = pass.spec().workers();
        return workers.mode() == WorkersMode.AUTO && fleet.size() <= workers.maxReplicas();
    }

    private void noticeFailures(Fleet fleet) {
        ServiceMemory memory = pass.memory();
        for (WorkerPod pod : fleet.failed()) {
            if (memory.failed.add(pod.uid())) {
                memory.failures.merge(
                        pod.ordinal(), BackOff.NONE.failed(pass.now()), (before, first) -> before.failed(pass.now()));
            }
        }
        memory.failed.retainAll(fleet.failed().stream().map(WorkerPod::uid).toList());
    }

    private Fleet listed() {
        var pods = pass.tools()
                .client()
                .pods()
                .inNamespace(pass.service().namespace())
                .withLabels(Labels.selector(pass.service(), Component.WORKER))
                .list()
                .getItems();
        List<WorkerPod> owned = pods.stream()
                .filter(pass.service()::owns)
                .map(WorkerPod::of)
                .flatMap(Optional::stream)
                .toList();
        return new Fleet(owned).terminating(pass.memory().deleted);
    }

    private void delete(Delete delete, Optional<Verdict> verdict) {
        WorkerPod pod = delete.pod();
        pass.tools().pods().delete(pass.service().namespace(), pod.name(), delete.graceSeconds());
        pass.memory().deleted.add(pod.uid());
        pass.tools().metrics().workerDeleted();
        if (delete.cause() == Cause.FAILED) {
            pass.event(EventReason.WORKER_FAILED, pod.name() + " ended for good and is replaced");
        }
        if (delete.cause() == Cause.OUTDATED) {
            pass.event(EventReason.WORKER_OUTDATED, pod.name() + " drains and goes: its template has changed");
        }
        verdict.ifPresent(v -> Replacements.stuck(pass, pod, v));
    }
}

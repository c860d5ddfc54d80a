package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.shapservice.crds.status.LastFailure;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.desired.WorkerTemplate;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodAction;
import io.shapservice.operator.pods.PodAction.Cause;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodAction.Delete;
import io.shapservice.operator.pods.PodPlan;
import io.shapservice.operator.pods.PodWriter.Creation;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.status.Busy;
import io.shapservice.operator.status.ConditionReason;
import io.shapservice.operator.stuck.Judgement;
import io.shapservice.operator.stuck.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Carries out a decision and verdicts: creates and deletes pods, remembers it, tells it. */
record FleetChange(Pass pass, Fleet fleet) {

    Findings carryOut(Decision decision, Judgement judgement, Findings found) {
        Map<String, Verdict> verdicts =
                judgement.verdicts().stream().collect(Collectors.toMap(Verdict::uid, Function.identity()));
        WorkerTemplate template = pass.desired().workers();
        List<PodAction> actions = new PodPlan(
                        fleet,
                        decision.target(),
                        template.hash(),
                        verdicts.keySet(),
                        pass.samples().good(pass.now()).map(Answer::sample).map(Busy::names),
                        pass.memory().incarnations,
                        template.spec().getTerminationGracePeriodSeconds())
                .actions(pass.now());
        for (PodAction action : actions) {
            switch (action) {
                case Delete delete ->
                    delete(delete, Optional.ofNullable(verdicts.get(delete.pod().uid())));
                case Create create -> {
                    Optional<Blocker> refused = create(create, template);
                    if (refused.isPresent()) {
                        return found.blocked(refused.get());
                    }
                }
            }
        }
        return found;
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
        verdict.ifPresent(v -> stuck(pod, v));
    }

    private void stuck(WorkerPod pod, Verdict verdict) {
        ServiceMemory memory = pass.memory();
        memory.replaced.add(pass.now());
        memory.lastStuck = Optional.of(
                new LastFailure(pod.name(), "Stuck", null, pass.now().toString()));
        memory.replacements.put(
                pass.service().worker(pod.ordinal(), pod.incarnation() + 1),
                new ServiceMemory.Replacement(pod.name(), pass.now()));
        pass.tools().metrics().workerStuck();
        pass.event(EventReason.WORKER_STUCK, pod.name() + ": " + verdict.evidence() + "; it is replaced");
    }

    private Optional<Blocker> create(Create create, WorkerTemplate template) {
        Pod pod = template.pod(create.ordinal(), create.incarnation());
        return switch (pass.tools().pods().create(pod)) {
            case Creation.Created(Pod created) -> {
                pass.memory().incarnations.merge(create.ordinal(), create.incarnation(), Math::max);
                pass.tools().metrics().workerCreated();
                pass.remember(created, Optional.empty());
                yield Optional.empty();
            }
            case Creation.Exists() -> Optional.empty();
            case Creation.Refused(String why) -> {
                String message = "a worker pod was refused: " + why;
                pass.event(EventReason.CREATE_REFUSED, message);
                yield Optional.of(new Blocker(ConditionReason.CREATE_REFUSED, message));
            }
        };
    }

    /** Tells of replacements that have become Ready since the last pass. */
    static void tellReplaced(Pass pass, Fleet fleet) {
        Map<String, ServiceMemory.Replacement> waiting = pass.memory().replacements;
        for (WorkerPod pod : fleet.live()) {
            ServiceMemory.Replacement replacement = pod.ready() ? waiting.remove(pod.name()) : null;
            if (replacement != null) {
                Duration took = Duration.between(replacement.since(), pass.now());
                pass.event(
                        EventReason.WORKER_REPLACED,
                        "%s is Ready %.1f s after %s was found stuck"
                                .formatted(pod.name(), took.toMillis() / 1000.0, replacement.stuck()));
            }
        }
        waiting.values().removeIf(r -> r.since().plus(Duration.ofMinutes(10)).isBefore(pass.now()));
    }
}

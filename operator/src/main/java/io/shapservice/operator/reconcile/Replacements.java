package io.shapservice.operator.reconcile;

import io.shapservice.crds.status.LastFailure;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.stuck.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Remembers and tells which stuck workers were replaced, and by whom. */
final class Replacements {
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private Replacements() {}

    static void stuck(Pass pass, WorkerPod pod, Verdict verdict) {
        ServiceMemory memory = pass.memory();
        memory.replaced.add(pass.now());
        memory.lastStuck = Optional.of(
                new LastFailure(pod.name(), "Stuck", null, pass.now().toString(), null));
        memory.replacements.put(
                pass.service().worker(pod.ordinal(), pod.incarnation() + 1),
                new ServiceMemory.Replacement(pod.name(), pass.now()));
        pass.tools().metrics().workerStuck();
        pass.event(EventReason.WORKER_STUCK, pod.name() + ": " + verdict.evidence() + "; it is replaced");
    }

    /** Tells of replacements that have become Ready since the last pass. */
    static void tell(Pass pass, Fleet fleet) {
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
        waiting.values().removeIf(r -> r.since().plus(FORGOTTEN).isBefore(pass.now()));
    }
}

package io.shapservice.operator.pods;

import io.shapservice.operator.pods.PodAction.Cause;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodAction.Delete;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do to a fleet so that it becomes what was decided. Pure.
 *
 * @param target how many workers there are to be
 * @param templateHash of the template that they are to be made from; empty while pods of any template may stay
 * @param stuck UIDs of pods that are to be replaced at once
 * @param busy names of the workers that hold work; empty when that is not known
 * @param spareBusy whether surplus workers that hold work stay until they are idle
 * @param failures when an ordinal whose pods ended for good gets another one
 * @param highest highest incarnation that was ever made, by ordinal: a name is not used twice
 */
public record PodPlan(
        Fleet fleet,
        int target,
        Optional<String> templateHash,
        Set<String> stuck,
        Optional<Set<String>> busy,
        boolean spareBusy,
        Map<Integer, BackOff> failures,
        Map<Integer, Integer> highest,
        long graceSeconds) {
    /** A stopped process ignores SIGTERM, so waiting for it is in vain. */
    public static final long STUCK_GRACE_SECONDS = 5;

    public List<PodAction> actions(Instant now) {
        List<PodAction> actions = new ArrayList<>();
        Set<Integer> held = new HashSet<>();
        for (WorkerPod pod : fleet.failed()) {
            // Kept meanwhile, so that a broken node does not make a storm of pods.
            if (failures.getOrDefault(pod.ordinal(), BackOff.NONE).waits(now)) {
                held.add(pod.ordinal());
            } else {
                actions.add(new Delete(pod, graceSeconds, Cause.FAILED));
            }
        }
        List<WorkerPod> healthy = new ArrayList<>();
        for (WorkerPod pod : fleet.live()) {
            if (stuck.contains(pod.uid())) {
                actions.add(new Delete(pod, STUCK_GRACE_SECONDS, Cause.STUCK));
            } else {
                healthy.add(pod);
            }
        }
        int missing = target - held.size() - healthy.size();
        if (missing > 0) {
            create(missing, healthy, held, actions);
        } else {
            shrinkOrRenew(healthy, -missing, actions, held);
        }
        return actions;
    }

    private void shrinkOrRenew(List<WorkerPod> healthy, int surplus, List<PodAction> actions, Set<Integer> held) {
        List<WorkerPod> outdated =
                healthy.stream().filter(pod -> !upToDate(pod)).toList();
        if (outdated.isEmpty()) {
            delete(healthy, surplus, Cause.SURPLUS, actions);
            return;
        }
        if (surplus == 0) {
            // Surge by one: the new pod is there before an old one goes.
            create(1, healthy, held, actions);
            return;
        }
        boolean newOnesReady = healthy.stream().filter(this::upToDate).allMatch(WorkerPod::ready);
        boolean oldOnesIdleAnyway = outdated.stream().anyMatch(pod -> !pod.ready());
        if (newOnesReady || surplus > 1 || oldOnesIdleAnyway) {
            List<WorkerPod> order = Victims.inOrder(outdated, busy);
            WorkerPod victim =
                    order.stream().filter(pod -> !pod.ready()).findFirst().orElse(order.getFirst());
            actions.add(new Delete(victim, graceSeconds, Cause.OUTDATED));
        }
    }

    private boolean upToDate(WorkerPod pod) {
        return templateHash.isEmpty() || templateHash.get().equals(pod.templateHash());
    }

    private void delete(List<WorkerPod> healthy, int count, Cause cause, List<PodAction> actions) {
        Victims.inOrder(healthy, busy).stream()
                .filter(pod -> !spareBusy || !Victims.works(pod, busy))
                .limit(count)
                .forEach(pod -> actions.add(new Delete(pod, graceSeconds, cause)));
    }

    private void create(int count, List<WorkerPod> healthy, Set<Integer> held, List<PodAction> actions) {
        Set<Integer> taken = healthy.stream().map(WorkerPod::ordinal).collect(Collectors.toSet());
        taken.addAll(held);
        int made = 0;
        for (int ordinal = 0; made < count; ordinal++) {
            if (taken.add(ordinal)) {
                actions.add(new Create(ordinal, nextIncarnation(ordinal)));
                made++;
            }
        }
    }

    private int nextIncarnation(int ordinal) {
        int existing = fleet.pods().stream()
                .filter(pod -> pod.ordinal() == ordinal)
                .mapToInt(WorkerPod::incarnation)
                .max()
                .orElse(0);
        return Math.max(existing, highest.getOrDefault(ordinal, 0)) + 1;
    }
}

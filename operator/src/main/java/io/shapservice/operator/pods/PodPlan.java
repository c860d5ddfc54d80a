package io.shapservice.operator.pods;

import io.shapservice.operator.pods.PodAction.Cause;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodAction.Delete;
import java.time.Duration;
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
 * @param templateHash of the template that they are to be made from
 * @param stuck UIDs of pods that are to be replaced at once
 * @param busy names of the workers that hold work; empty when that is not known
 * @param highest highest incarnation that was ever made, by ordinal: a name is not used twice
 */
public record PodPlan(
        Fleet fleet,
        int target,
        String templateHash,
        Set<String> stuck,
        Optional<Set<String>> busy,
        Map<Integer, Integer> highest,
        long graceSeconds) {
    /** A stopped process ignores SIGTERM, so waiting for it is in vain. */
    public static final long STUCK_GRACE_SECONDS = 5;

    /** A pod that fails sooner is kept this long, so that a broken node or image does not make a storm of pods. */
    static final Duration LEAST_AGE_OF_FAILED = Duration.ofSeconds(10);

    public List<PodAction> actions(Instant now) {
        List<PodAction> actions = new ArrayList<>();
        Set<Integer> held = new HashSet<>();
        for (WorkerPod pod : fleet.failed()) {
            if (pod.created().plus(LEAST_AGE_OF_FAILED).isAfter(now)) {
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
        List<WorkerPod> outdated = healthy.stream()
                .filter(pod -> !pod.templateHash().equals(templateHash))
                .toList();
        if (outdated.isEmpty()) {
            delete(healthy, surplus, Cause.SURPLUS, actions);
            return;
        }
        if (surplus == 0) {
            // Surge by one: the new pod is there before an old one goes.
            create(1, healthy, held, actions);
            return;
        }
        boolean newOnesReady = healthy.stream()
                .filter(pod -> pod.templateHash().equals(templateHash))
                .allMatch(WorkerPod::ready);
        boolean oldOnesIdleAnyway = outdated.stream().anyMatch(pod -> !pod.ready());
        if (newOnesReady || surplus > 1 || oldOnesIdleAnyway) {
            List<WorkerPod> order = Victims.inOrder(outdated, busy);
            WorkerPod victim =
                    order.stream().filter(pod -> !pod.ready()).findFirst().orElse(order.getFirst());
            actions.add(new Delete(victim, graceSeconds, Cause.OUTDATED));
        }
    }

    private void delete(List<WorkerPod> healthy, int count, Cause cause, List<PodAction> actions) {
        Victims.inOrder(healthy, busy).stream()
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

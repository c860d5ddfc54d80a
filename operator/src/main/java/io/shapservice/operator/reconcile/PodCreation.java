package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.pods.BackOff;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodWriter.Creation;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.status.ConditionReason;
import java.util.Optional;

/** Creates worker pods, as often as is reasonable. */
record PodCreation(Pass pass, int target) {
    private static final int MOST_COLLISIONS = 3;
    private static final String QUOTA = "exceeded quota";

    /** @return why there is no pod */
    Optional<Blocker> create(Create create) {
        ServiceMemory memory = pass.memory();
        if (memory.refusal.filter(r -> r.backOff().waits(pass.now())).isPresent()) {
            return memory.refusal.map(ServiceMemory.Refusal::blocker);
        }
        if (!memory.creations.allowed(pass.now(), target)) {
            return Optional.of(new Blocker(
                    ConditionReason.CREATED_TOO_OFTEN,
                    "so many worker pods were made within a minute that no more are: look who deletes them"));
        }
        Pod pod = pass.desired().workers().pod(create.ordinal(), create.incarnation());
        return switch (pass.tools().pods().create(pod)) {
            case Creation.Created(Pod created) -> {
                memory.creations.made(pass.now());
                memory.refusal = Optional.empty();
                memory.incarnations.merge(create.ordinal(), create.incarnation(), Math::max);
                pass.tools().metrics().workerCreated();
                pass.remember(created, Optional.empty());
                yield Optional.empty();
            }
            case Creation.Exists() -> {
                // The watch will bring it. If it never does, the name is somebody else's, and the next one is tried.
                if (memory.collisions.merge(pod.getMetadata().getName(), 1, Integer::sum) > MOST_COLLISIONS) {
                    memory.collisions.clear();
                    memory.incarnations.merge(create.ordinal(), create.incarnation(), Math::max);
                }
                yield Optional.empty();
            }
            case Creation.Refused(String why) -> Optional.of(refused(why));
        };
    }

    private Blocker refused(String why) {
        boolean quota = why.contains(QUOTA);
        Blocker blocker = new Blocker(
                quota ? ConditionReason.QUOTA_EXHAUSTED : ConditionReason.CREATE_REFUSED,
                quota
                        ? "the namespace's quota has no room for another worker: raise it, or lower workers.maxReplicas ("
                                + why + ")"
                        : "a worker pod was refused: " + why);
        BackOff before =
                pass.memory().refusal.map(ServiceMemory.Refusal::backOff).orElse(BackOff.NONE);
        pass.memory().refusal = Optional.of(new ServiceMemory.Refusal(blocker, before.failed(pass.now())));
        pass.event(EventReason.CREATE_REFUSED, blocker.message());
        return blocker;
    }
}

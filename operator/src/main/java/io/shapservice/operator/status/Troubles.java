package io.shapservice.operator.status;

import io.shapservice.operator.pods.PodTrouble;
import io.shapservice.operator.pods.PodTrouble.Kind;
import java.util.List;
import java.util.Optional;

/** What the trouble of pods means for conditions. */
final class Troubles {
    private Troubles() {}

    static ConditionReason reason(Kind kind) {
        return switch (kind) {
            case UNSCHEDULABLE -> ConditionReason.UNSCHEDULABLE;
            case IMAGE_PULL -> ConditionReason.IMAGE_PULL_FAILED;
            case CONFIGURATION -> ConditionReason.CONTAINER_CONFIG_ERROR;
            case OUT_OF_MEMORY -> ConditionReason.OUT_OF_MEMORY;
            case CRASH_LOOP -> ConditionReason.CRASH_LOOP;
            case EVICTED -> ConditionReason.EVICTED;
            case NODE_LOST -> ConditionReason.NODE_LOST;
            case WAITING -> ConditionReason.CONTAINER_WAITING;
        };
    }

    /** The first that does not end by itself. */
    static Optional<PodTrouble> lasting(List<PodTrouble> troubles) {
        return troubles.stream().filter(trouble -> lasting(trouble.kind())).findFirst();
    }

    private static boolean lasting(Kind kind) {
        return switch (kind) {
            case IMAGE_PULL, CONFIGURATION, OUT_OF_MEMORY, CRASH_LOOP, NODE_LOST -> true;
            // Another pod, or another node, comes without anybody's help.
            case UNSCHEDULABLE, EVICTED, WAITING -> false;
        };
    }
}

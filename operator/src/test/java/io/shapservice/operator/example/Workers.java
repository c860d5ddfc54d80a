package io.shapservice.operator.example;

import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodPhase;
import io.shapservice.operator.pods.WorkerPod;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/** Worker pods as the operator sees them. */
public final class Workers {
    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    public static final String HASH = "hash-1";

    private Workers() {}

    public static WorkerPod running(int ordinal) {
        return pod(ordinal, 1, PodPhase.RUNNING, true, HASH);
    }

    /** Pods whose ordinals are 0 to count - 1, all Ready; the later ones younger. */
    public static Fleet fleet(int count) {
        return new Fleet(IntStream.range(0, count).mapToObj(Workers::running).toList());
    }

    public static WorkerPod pod(int ordinal, int incarnation, PodPhase phase, boolean ready, String hash) {
        String name = name(ordinal, incarnation);
        return new WorkerPod(
                name,
                "uid-" + name,
                ordinal,
                incarnation,
                phase,
                ready,
                CREATED.plusSeconds(ordinal),
                hash,
                Optional.of("127.0.0." + (ordinal + 2)),
                Optional.empty(),
                Optional.empty());
    }

    public static String name(int ordinal, int incarnation) {
        return "s-worker-" + ordinal + "-" + incarnation;
    }
}

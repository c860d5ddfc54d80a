package io.shapservice.faults.scenario;

import io.shapservice.faults.check.HeldBatch;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.WorkerSlot;
import java.time.Duration;
import java.util.List;

/** Which worker a fault meets, and what it held. */
final class Workers {
    private static final Duration BUSY = Duration.ofMinutes(2);

    private Workers() {}

    /** A worker that holds batches, chosen at random among those that do. */
    static WorkerSlot busy(Stage stage) {
        List<WorkerSlot> slots = stage.service().workers().all();
        WorkerSlot[] found = new WorkerSlot[1];
        Await.until("a worker holds batches", BUSY, () -> {
            WorkerSlot candidate = slots.get(stage.random().nextInt(slots.size()));
            found[0] = candidate;
            return !stage.queue().heldBy(candidate.name()).isEmpty();
        });
        return found[0];
    }

    /** How long it takes until every one of the batches is committed. */
    static Duration settled(Stage stage, List<HeldBatch> batches, Duration limit) {
        return Await.until(
                "batches " + batches + " are done by another worker",
                limit,
                () -> batches.stream().allMatch(stage.queue()::settled));
    }
}

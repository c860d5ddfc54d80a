package io.shapservice.faults.scenario;

import io.shapservice.faults.check.HeldBatch;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.WorkerSlot;
import java.time.Duration;
import java.util.List;

/** SIGKILL of workers at random moments; the last one is of a busy worker that nobody starts again. */
public final class KilledWorkers implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final int LONGEST_PAUSE_MILLIS = 2_000;

    @Override
    public String name() {
        return "killed-workers";
    }

    @Override
    public String promise() {
        return "every acknowledged job ends, each batch is committed once; what a killed worker held is done by another";
    }

    @Override
    public Times times() {
        return new Times(25, 1_000);
    }

    @Override
    public boolean endsWorkers() {
        return true;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i < stage.times(); i++) {
            Await.pass(Duration.ofMillis(stage.random().nextInt(LONGEST_PAUSE_MILLIS)));
            victim(stage).kill();
            stage.tell().accept(i + " of " + stage.times() + " kills");
        }
        WorkerSlot last = Workers.busy(stage);
        last.killForGood();
        List<HeldBatch> held = stage.queue().heldBy(last.name());
        findings.recovered("what the last killed worker held", Workers.settled(stage, held, PROMISED.multipliedBy(6)));
        last.revive();
        return findings;
    }

    /** Half of them hold batches; the others are met while they start, are idle or on their way out. */
    private static WorkerSlot victim(Stage stage) {
        List<WorkerSlot> slots = stage.service().workers().all();
        return stage.random().nextBoolean()
                ? Workers.busy(stage)
                : slots.get(stage.random().nextInt(slots.size()));
    }
}

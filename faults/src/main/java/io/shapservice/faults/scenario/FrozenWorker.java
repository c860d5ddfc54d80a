package io.shapservice.faults.scenario;

import io.shapservice.faults.check.HeldBatch;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.WorkerSlot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SIGSTOP of a busy worker, which is thawed when others have done its batches. */
public final class FrozenWorker implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration AFTER_THAW = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "frozen-worker";
    }

    @Override
    public String promise() {
        return "found by its lack of progress, its batches are done elsewhere; when thawed it commits nothing of them";
    }

    @Override
    public Times times() {
        return new Times(2, 30);
    }

    @Override
    public boolean endsWorkers() {
        return true;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i <= stage.times(); i++) {
            WorkerSlot frozen = Workers.busy(stage);
            frozen.freeze();
            List<HeldBatch> held = stage.queue().heldBy(frozen.name());
            findings.recovered("what a frozen worker held", Workers.settled(stage, held, PROMISED.multipliedBy(6)));
            Map<HeldBatch, String> committed = committed(stage, held);
            frozen.thaw();
            Await.pass(AFTER_THAW);
            if (!committed(stage, held).equals(committed)) {
                findings.broken("a thawed worker changed what was committed");
            }
            stage.tell().accept(i + " of " + stage.times() + " frozen and thawed");
        }
        return findings;
    }

    private static Map<HeldBatch, String> committed(Stage stage, List<HeldBatch> batches) {
        return batches.stream().collect(Collectors.toMap(b -> b, stage.queue()::committed));
    }
}

package io.shapservice.faults.scenario;

import io.shapservice.faults.check.HeldBatch;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.WorkerSlot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A worker kills itself with SIGKILL right before or right after a step of its work, once for each step. */
public final class KilledAtSteps implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration REACHED = Duration.ofMinutes(2);
    private static final int LATEST = 4;

    private static final List<String> OFTEN = List.of("claim", "fetch-rows", "compute", "store", "complete", "renew");
    private static final List<String> AT_START = List.of("fetch-model", "read-model");

    /** Reached when a busy worker is told to end. */
    private static final List<String> AT_END = List.of("release", "leave");

    @Override
    public String name() {
        return "killed-at-steps";
    }

    @Override
    public String promise() {
        return "whichever step a worker dies before or after, what it held is done by another, once";
    }

    @Override
    public Times times() {
        return new Times(1, 10);
    }

    @Override
    public boolean endsWorkers() {
        return true;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i <= stage.times(); i++) {
            List<String> moments = moments();
            Collections.shuffle(moments, new Random(stage.random().nextLong()));
            for (String moment : moments) {
                WorkerSlot slot = stage.service()
                        .workers()
                        .all()
                        .get(stage.random()
                                .nextInt(stage.service().workers().all().size()));
                fail(stage, slot, moment);
                List<HeldBatch> held = stage.queue().heldBy(slot.name());
                findings.recovered(
                        "what a worker held that was killed " + moment,
                        Workers.settled(stage, held, PROMISED.multipliedBy(6)));
            }
            stage.tell().accept(i + " of " + stage.times() + " times " + moments.size() + " steps");
        }
        return findings;
    }

    private static List<String> moments() {
        List<String> moments = new ArrayList<>();
        for (List<String> steps : List.of(OFTEN, AT_START, AT_END)) {
            for (String step : steps) {
                moments.add("before-" + step);
                moments.add("after-" + step);
            }
        }
        return moments;
    }

    private static void fail(Stage stage, WorkerSlot slot, String moment) {
        String step = moment.substring(moment.indexOf('-') + 1);
        int nth = OFTEN.contains(step) ? 1 + stage.random().nextInt(LATEST) : 1;
        int failing = slot.launches() + 1;
        slot.killAndFailNext(Map.of("FAULT_AT", moment, "FAULT_KIND", "kill", "FAULT_NTH", Integer.toString(nth)));
        if (AT_END.contains(step)) {
            Await.until("the failing worker runs", REACHED, () -> slot.launches() == failing);
            Await.until(
                    "it holds batches",
                    REACHED,
                    () -> !stage.queue().heldBy(slot.name()).isEmpty());
            slot.terminate();
        }
        Await.until("a worker reaches " + moment, REACHED, () -> slot.launches() > failing);
    }
}

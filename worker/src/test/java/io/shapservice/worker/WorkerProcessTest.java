package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.Claim;
import io.shapservice.queue.JobState;
import io.shapservice.queue.JobView;
import io.shapservice.queue.WorkerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real worker processes on a real Redis, ended and frozen in the middle of a job. */
class WorkerProcessTest {
    private static final int BATCHES = 200;
    private static final int BATCH_SIZE = 5;
    private static final WorkerIdentity TEST = new WorkerIdentity("test", "test");

    private final Rig rig = new Rig(Duration.ofSeconds(6));

    @AfterEach
    void stopRedis() {
        rig.close();
    }

    @Test
    void aWorkerThatIsToldToEndLosesNothingAndChargesNothing() throws Exception {
        HousingRows rows = job();
        try (WorkerProcess first = WorkerProcess.startFaulty(rig, "ends", SlowModels.FAULT)) {
            rig.awaitBatches("job", 3);
            first.signal("TERM");
            assertThat(first.awaitExit()).isZero();
        }
        JobView left = rig.job("job");
        assertThat(left.state()).isEqualTo(JobState.RUNNING);
        assertThat(left.batchesInFlight()).isZero();
        assertThat(InProcess.reported(rig, "ends").state()).isEqualTo("unknown");
        List<Claim> remaining = claimEverything();
        assertThat(remaining).hasSize(Math.toIntExact(left.batches() - left.batchesDone()));
        assertThat(remaining).allMatch(claim -> claim.attemptNumber() == 1);
        Rig.ok(rig.queue().release(TEST, remaining));
        finishAndCheck(rows);
    }

    @Test
    void theBatchesOfAWorkerThatIsKilledBetweenStoringAndCommittingAreDoneByAnotherEachCommittedOnce()
            throws Exception {
        HousingRows rows = job();
        try (WorkerProcess first =
                WorkerProcess.startFaulty(rig, "dies", Map.of("FAULT_AT", "after-store", "FAULT_NTH", "3"))) {
            assertThat(first.awaitExit()).isEqualTo(137);
        }
        assertThat(WorkerProcess.output("dies")).last().isEqualTo("fault: kill after-store");
        assertThat(rig.job("job").batchesDone()).isEqualTo(2);
        finishAndCheck(rows);
    }

    @Test
    void aFrozenWorkerLosesItsLeasesAndCommitsNothingWhenItThaws() throws Exception {
        HousingRows rows = job();
        try (WorkerProcess frozen = WorkerProcess.startFaulty(rig, "freezes", SlowModels.FAULT)) {
            rig.awaitBatches("job", 3);
            frozen.signal("STOP");
            try (Worker other = InProcess.start(rig, "goes-on")) {
                assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
                frozen.signal("CONT");
                Eventually.holds(
                        "the thawed worker holds nothing",
                        () -> frozen.management().metric("shap_worker_held_batches") == 0);
                assertThat(frozen.alive()).isTrue();
                double committed = frozen.management().metric("shap_worker_rows_total")
                        + new ManagementClient(other.managementAddress()).metric("shap_worker_rows_total");
                assertThat(committed).isEqualTo(rows.count());
            }
            rig.assertResultsEqualTheEngines("job", rows, BATCH_SIZE);
        }
    }

    @Test
    void anOutageOfRedisThatOutlastsTheWatchdogRestartsNobodyAndBurnsNoAttempt() throws Exception {
        HousingRows rows = job(BATCHES / 20);
        try (WorkerProcess worker = WorkerProcess.startFaulty(rig, "survives", SlowModels.FAULT)) {
            rig.awaitBatches("job", 3);
            rig.server().kill();
            long killed = System.nanoTime();
            Eventually.holds("the outage has lasted for more than T/2", () -> {
                assertThat(worker.management().get("/health/live").statusCode()).isEqualTo(200);
                return System.nanoTime() - killed
                        > rig.stuckAfter().dividedBy(2).plusSeconds(1).toNanos();
            });
            assertThat(worker.management().get("/health").body()).contains("\"reachable\":false");
            rig.server().restart();
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(worker.alive()).isTrue();
            assertThat(worker.management().metric("shap_worker_repeated_batches_total"))
                    .isZero();
            rig.assertResultsEqualTheEngines("job", rows, BATCH_SIZE);
        }
    }

    @Test
    void aWrongVariableEndsTheProcessWithOneLineThatNamesIt() throws Exception {
        Process process = WorkerProcess.launch(
                "wrong", WorkerMain.class, Map.of("POD_NAME", "w", "MEMORY_THRESHOLD_MB", "a lot"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(WorkerProcess.errors("wrong")).singleElement().asString().contains("MEMORY_THRESHOLD_MB", "a lot");
    }

    /** Minutes of work for a worker with slow models, and next to nothing for another. */
    private HousingRows job() {
        return job(BATCHES);
    }

    private HousingRows job(int batches) {
        HousingRows rows = HousingRows.of(batches * BATCH_SIZE);
        rig.submit("job", rows, BATCH_SIZE);
        return rows;
    }

    private void finishAndCheck(HousingRows rows) throws Exception {
        try (Worker _ = InProcess.start(rig, "finishes")) {
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
            rig.assertResultsEqualTheEngines("job", rows, BATCH_SIZE);
        }
    }

    private List<Claim> claimEverything() {
        List<Claim> all = new ArrayList<>();
        for (List<Claim> some = claim(); !some.isEmpty(); some = claim()) {
            all.addAll(some);
        }
        return all;
    }

    private List<Claim> claim() {
        return Rig.ok(rig.queue().claim(TEST, 100, 1000));
    }
}

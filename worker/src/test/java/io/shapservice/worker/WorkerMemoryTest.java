package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.queue.FailureClass;
import io.shapservice.queue.JobState;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.memory.MemoryBounds;
import io.shapservice.worker.model.EngineModelReader;
import io.shapservice.worker.model.ReadModel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerMemoryTest {
    private static final long ROOMY = 100 * MemoryBounds.MIB;
    private static final long FULL = 500 * MemoryBounds.MIB;

    private final Rig rig = new Rig(Duration.ofSeconds(60));
    private final AtomicLong used = new AtomicLong(ROOMY);

    @AfterEach
    void stopRedis() {
        rig.close();
    }

    @Test
    void aboveTheThresholdNothingIsClaimedAndTheWorkerSaysSoAndGoesOnWhenItFalls() throws Exception {
        used.set(480 * MemoryBounds.MIB);
        try (Worker _ = InProcess.start(rig, "w-0", new EngineModelReader(), used::get)) {
            Eventually.holds(
                    "the worker says that it is paused",
                    () -> InProcess.reported(rig, "w-0").state().equals("paused"));
            rig.submit("job", HousingRows.of(100), 10);
            awaitHeartbeat("w-0");
            awaitHeartbeat("w-0");
            assertThat(InProcess.reported(rig, "w-0").memoryUsedMiB()).isEqualTo(480);
            assertThat(rig.job("job").batchesInFlight()).isZero();
            assertThat(rig.job("job").batchesDone()).isZero();
            used.set(ROOMY);
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void nearTheLimitAWorkerThatHasDoneSomethingGivesItsWorkBackUncharged() throws Exception {
        HousingRows rows = HousingRows.of(1000);
        int batchSize = 5;
        Worker full = InProcess.start(rig, "full", SlowModels.reader(), used::get);
        rig.submit("job", rows, batchSize);
        rig.awaitBatches("job", 2);
        used.set(FULL);
        assertThat(full.exit().get(60, TimeUnit.SECONDS)).isEqualTo(Exit.MEMORY);
        assertThat(Exit.MEMORY.code()).isZero();
        assertThat(rig.job("job").batchesInFlight()).isZero();
        full.close();
        try (Worker fresh = InProcess.start(rig, "fresh")) {
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(repeated(fresh)).isZero();
            rig.assertResultsEqualTheEngines("job", rows, batchSize);
        }
    }

    @Test
    void aBatchThatFillsEveryFreshWorkerIsChargedSoThatItIsNotPassedRoundForEver() throws Exception {
        HousingRows rows = HousingRows.of(5000);
        rig.submit("huge", rows, rows.count());
        for (int worker = 0; rig.job("huge").state() != JobState.FAILED; worker++) {
            assertThat(worker).as("workers that the batch has ended").isLessThan(20);
            used.set(ROOMY);
            Worker fresh = InProcess.start(rig, "w-" + worker, SlowModels.reader(), used::get);
            Eventually.holds("the batch is under way", () -> rig.job("huge").batchesInFlight() == 1);
            used.set(FULL);
            assertThat(fresh.exit().get(60, TimeUnit.SECONDS)).isEqualTo(Exit.MEMORY);
            fresh.close();
        }
        assertThat(rig.job("huge").dead()).singleElement().satisfies(dead -> {
            assertThat(dead.failureClass()).isEqualTo(FailureClass.OOM_SUSPECT);
            assertThat(dead.message()).contains("500 MiB", "512 MiB");
        });
    }

    @Test
    void runningOutOfJavaMemoryEndsTheProcessAndPutsTheBatchUnderSuspicion() throws Exception {
        rig.submit("job", HousingRows.of(10), 10);
        Worker greedy = InProcess.start(rig, "greedy", _ -> new GreedyModel(), used::get);
        assertThat(greedy.exit().get(60, TimeUnit.SECONDS)).isEqualTo(Exit.OUT_OF_MEMORY);
        greedy.close();
        try (Worker healthy = InProcess.start(rig, "healthy")) {
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(repeated(healthy)).isEqualTo(1);
        }
    }

    private static double repeated(Worker worker) throws Exception {
        return new ManagementClient(worker.managementAddress()).metric("shap_worker_repeated_batches_total");
    }

    private void awaitHeartbeat(String worker) {
        AtomicReference<Double> age = new AtomicReference<>(0.0);
        Eventually.holds("another heartbeat comes", () -> {
            double now = InProcess.reported(rig, worker).heartbeatAgeSeconds();
            return now < age.getAndSet(now);
        });
    }

    private static final class GreedyModel implements ReadModel, Explainer {
        @Override
        public int features() {
            return HousingRows.COLUMNS;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public int trees() {
            return 1;
        }

        @Override
        public Explainer explainer(ExplainOptions options) {
            return this;
        }

        @Override
        public Explanation explain(Table table, Progress progress) {
            throw new OutOfMemoryError("for the test");
        }

        @Override
        public long costPerRow() {
            return 1;
        }
    }
}

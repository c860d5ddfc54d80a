package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.queue.FailureClass;
import io.shapservice.queue.JobState;
import io.shapservice.queue.JobView;
import io.shapservice.worker.fault.Fault;
import io.shapservice.worker.fault.Faulty;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.memory.MemoryBounds;
import io.shapservice.worker.model.EngineModelReader;
import io.shapservice.worker.model.ModelReader;
import io.shapservice.worker.model.ReadModel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
        HousingRows rows = HousingRows.of(300);
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
    void aRowThatFillsEveryFreshWorkerIsChargedSoThatItIsNotPassedRoundForEver() throws Exception {
        rig.submit("huge", HousingRows.of(1), 1);
        untilItEnds("huge", (_, _) -> new FillingModel());
        assertThat(rig.job("huge").state()).isEqualTo(JobState.FAILED);
        assertThat(rig.job("huge").dead()).singleElement().satisfies(dead -> {
            assertThat(dead.failureClass()).isEqualTo(FailureClass.OOM_SUSPECT);
            assertThat(dead.message()).contains("500 MiB", "512 MiB");
        });
    }

    @Test
    void aRowThatEndsEveryWorkerBecomesADeadBatchOfOneAndAllOthersAreExplained() throws Exception {
        HousingRows rows = HousingRows.of(16);
        rows.values()[11 * HousingRows.COLUMNS] = 666;
        rig.submit("poisoned", rows, 8);
        Fault fault =
                Fault.from(Map.of("FAULT_AT", "before-compute", "FAULT_KIND", "out-of-memory", "FAULT_VALUE", "666"));
        untilItEnds("poisoned", new Faulty(fault).models(new EngineModelReader()));
        JobView ended = rig.job("poisoned");
        assertThat(ended.state()).isEqualTo(JobState.PARTIAL);
        assertThat(ended.rowsDone()).isEqualTo(15);
        assertThat(ended.dead()).singleElement().satisfies(dead -> {
            assertThat(dead.rowOffset()).isEqualTo(11);
            assertThat(dead.rows()).isEqualTo(1);
            assertThat(dead.failureClass()).isEqualTo(FailureClass.OOM_SUSPECT);
        });
    }

    /** One worker after the other, as a pod's container is started again. */
    private void untilItEnds(String job, ModelReader models) throws Exception {
        for (int worker = 0; !rig.job(job).state().ended(); worker++) {
            assertThat(worker).as("workers that the job has ended").isLessThan(20);
            used.set(ROOMY);
            Worker fresh = InProcess.start(rig, "w-" + worker, models, used::get);
            Eventually.holds(
                    "the worker or the job ends",
                    () -> fresh.exit().isDone() || rig.job(job).state().ended());
            fresh.close();
        }
    }

    @Test
    void runningOutOfJavaMemoryEndsTheProcessAndPutsTheBatchUnderSuspicion() throws Exception {
        rig.submit("job", HousingRows.of(10), 10);
        Worker greedy = InProcess.start(rig, "greedy", (_, _) -> new GreedyModel(), used::get);
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

    /** Takes all memory as soon as it is asked for anything, and stops when it is told to. */
    private final class FillingModel implements ReadModel, Explainer {
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
        public Explainer explainer(ExplainOptions options, @Nullable Background background) {
            return this;
        }

        @Override
        public Explainer grouped(Explainer columns, FeatureGroups groups) {
            return columns;
        }

        @Override
        public Explanation explain(Table table, Progress progress) {
            used.set(FULL);
            while (progress.advanced(0)) {
                Thread.onSpinWait();
            }
            throw new CancellationException("told to stop");
        }

        @Override
        public long costPerRow() {
            return 1;
        }
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
        public Explainer explainer(ExplainOptions options, @Nullable Background background) {
            return this;
        }

        @Override
        public Explainer grouped(Explainer columns, FeatureGroups groups) {
            return columns;
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

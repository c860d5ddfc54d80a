package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.FailureClass;
import io.shapservice.queue.JobState;
import io.shapservice.queue.JobView;
import io.shapservice.worker.memory.MemoryBounds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerJobTest {
    private final Rig rig = new Rig(Duration.ofSeconds(60));

    @AfterEach
    void stopRedis() {
        rig.close();
    }

    @Test
    void aJobHasTheBitsThatTheEngineGivesWhenItIsAskedDirectly() throws Exception {
        HousingRows rows = HousingRows.of(1234);
        try (Worker worker = InProcess.start(rig, "w-0")) {
            rig.submit("job", rows, 100);
            JobView ended = rig.awaitEnd("job");
            assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(ended.rowsDone()).isEqualTo(1234);
            rig.assertResultsEqualTheEngines("job", rows, 100);
            assertThat(worker.exit()).isNotDone();
        }
        assertThat(InProcess.reported(rig, "w-0").state()).isEqualTo("unknown");
    }

    @Test
    void anIdleWorkerIsWokenByWhatComesInsteadOfFindingIt() throws Exception {
        try (Worker worker = InProcess.start(rig, "w-0")) {
            ManagementClient port = new ManagementClient(worker.managementAddress());
            AtomicInteger jobs = new AtomicInteger();
            // The first ring only says that it listens from now on.
            Eventually.holds("is woken", () -> {
                String id = rig.submit("job-" + jobs.incrementAndGet(), HousingRows.of(1), 1);
                rig.awaitEnd(id);
                return port.metric("shap_worker_wake_ups_total") >= 3;
            });
        }
    }

    @Test
    void aResultThatRedisForgotBeforeItsCommitIsStoredAgain() throws Exception {
        HousingRows rows = HousingRows.of(300);
        // A claim whose answer was lost with the connection is found by the end of its lease.
        try (Rig impatient = new Rig(Duration.ofSeconds(8))) {
            ForgetfulStore forgetful = new ForgetfulStore(impatient.blobs(), 2, () -> {
                impatient.server().kill();
                impatient.server().restart();
            });
            try (Worker _ = InProcess.start(impatient, "w-0", forgetful)) {
                impatient.submit("job", rows, 100);
                assertThat(impatient.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
                impatient.assertResultsEqualTheEngines("job", rows, 100);
            }
        }
    }

    @Test
    void aBatchOfAnotherWidthIsDeadWithItsReasonAndTheRestIsDone() throws Exception {
        HousingRows rows = HousingRows.of(30);
        rig.publish(HousingModel.digest(), HousingModel.bytes());
        rig.putRows("job", 0, rows.from(0, 10), 10);
        rig.putRows("job", 1, new double[10 * 7], 10);
        rig.putRows("job", 2, rows.from(20, 10), 10);
        rig.enqueue("job", 30, 10);
        try (Worker _ = InProcess.start(rig, "w-0")) {
            JobView ended = rig.awaitEnd("job");
            assertThat(ended.state()).isEqualTo(JobState.PARTIAL);
            assertThat(ended.batchesDone()).isEqualTo(2);
            assertThat(ended.dead()).singleElement().satisfies(dead -> {
                assertThat(dead.batch()).isEqualTo(1);
                assertThat(dead.rowOffset()).isEqualTo(10);
                assertThat(dead.failureClass()).isEqualTo(FailureClass.INPUT);
                assertThat(dead.message()).contains("7 columns", "8 features");
            });
        }
    }

    @Test
    void aJobOfUnreadableRowsFailsWithItsReason() throws Exception {
        rig.publish(HousingModel.digest(), HousingModel.bytes());
        rig.blobs().put(io.shapservice.storage.BlobKey.input("job", 0), new byte[] {1, 2, 3}, Duration.ofHours(1));
        rig.enqueue("job", 10, 10);
        try (Worker _ = InProcess.start(rig, "w-0")) {
            JobView ended = rig.awaitEnd("job");
            assertThat(ended.state()).isEqualTo(JobState.FAILED);
            assertThat(ended.dead().getFirst().message()).contains("cannot be read");
        }
    }

    @Test
    void aCancelledJobIsDroppedAndTheWorkerTakesTheNext() throws Exception {
        HousingRows rows = HousingRows.of(5000);
        try (Worker _ = InProcess.start(rig, "w-0", SlowModels.reader(), () -> 100 * MemoryBounds.MIB)) {
            rig.submit("long", rows, rows.count());
            Eventually.holds("the batch is under way", () -> rig.job("long").batchesInFlight() == 1);
            Rig.ok(rig.queue().cancel("long"));
            rig.submit("next", HousingRows.of(10), 10);
            assertThat(rig.awaitEnd("next").state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(rig.job("long").state()).isEqualTo(JobState.CANCELLED);
            assertThat(rig.job("long").batchesDone()).isZero();
        }
    }
}

package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.queue.JobState;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.memory.MemoryBounds;
import io.shapservice.worker.model.ReadModel;
import io.shapservice.worker.watchdog.Watchdog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WorkerWatchdogTest {
    private final Rig rig = new Rig(Duration.ofSeconds(4));
    private volatile boolean spinning = true;

    @AfterEach
    void stop() {
        spinning = false;
        rig.close();
    }

    @Test
    void aSpinningComputationEndsItsWorkerWithAThreadDumpAndTheBatchIsDoneElsewhere() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(Watchdog.class)).addAppender(log);

        rig.submit("job", HousingRows.of(40), 20);
        Worker hanging = InProcess.start(rig, "hangs", (_, _) -> new SpinningModel(), () -> 100 * MemoryBounds.MIB);
        assertThat(hanging.exit().get(60, TimeUnit.SECONDS)).isEqualTo(Exit.STALLED);
        assertThat(Exit.STALLED.code()).isEqualTo(4);
        assertThat(log.list)
                .anyMatch(event -> event.getFormattedMessage().contains("\"compute\" RUNNABLE")
                        && event.getFormattedMessage().contains("SpinningExplainer.explain"));

        try (Worker healthy = InProcess.start(rig, "works")) {
            assertThat(rig.awaitEnd("job").state()).isEqualTo(JobState.SUCCEEDED);
            rig.assertResultsEqualTheEngines("job", HousingRows.of(40), 20);
            assertThat(new ManagementClient(healthy.managementAddress()).metric("shap_worker_repeated_batches_total"))
                    .as("the stall was charged")
                    .isPositive();
        }
        hanging.close();
    }

    private final class SpinningModel implements ReadModel {
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
            return new SpinningExplainer();
        }

        @Override
        public Explainer grouped(Explainer columns, FeatureGroups groups) {
            return columns;
        }
    }

    private final class SpinningExplainer implements Explainer {
        @Override
        public Explanation explain(Table table, Progress progress) {
            while (spinning) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("the test is over");
        }

        @Override
        public long costPerRow() {
            return 1;
        }
    }
}

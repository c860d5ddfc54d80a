package io.shapservice.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StageTest {
    private final Lifecycle lifecycle = new Lifecycle();

    @Test
    void aThreadThatDiesEndsTheWorker() throws Exception {
        new Stage("dies", StageTest::fail, lifecycle).start();
        assertThat(lifecycle.exit().get(60, TimeUnit.SECONDS)).isEqualTo(Exit.BROKEN);
        assertThat(lifecycle.claiming()).isFalse();
    }

    @Test
    void aThreadThatRunsOutOfMemoryEndsTheWorkerWithTheCodeForIt() throws Exception {
        new Stage("dies", StageTest::runOut, lifecycle).start();
        assertThat(lifecycle.exit().get(60, TimeUnit.SECONDS).code()).isEqualTo(3);
    }

    @Test
    void theFirstReasonCounts() {
        lifecycle.end(Exit.STALLED);
        lifecycle.end(Exit.DRAINED);
        assertThat(lifecycle.exit()).isCompletedWithValue(Exit.STALLED);
    }

    @Test
    void aThreadThatWasNeverStartedIsNotWaitedFor() {
        Stage never = new Stage("never", () -> {}, lifecycle);
        never.join(Duration.ofHours(1));
        assertThat(lifecycle.claiming()).isTrue();
    }

    private static void fail() {
        throw new IllegalStateException("for the test");
    }

    private static void runOut() {
        throw new OutOfMemoryError("for the test");
    }
}

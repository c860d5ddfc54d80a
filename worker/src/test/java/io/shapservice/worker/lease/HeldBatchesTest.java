package io.shapservice.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBatchesTest {
    private final HeldBatches held = new HeldBatches();

    @Test
    void aBatchIsEitherBegunOrGivenBackNeverBoth() {
        HeldBatch begun = held.add(claim("a"));
        HeldBatch waiting = held.add(claim("b"));
        assertThat(begun.take()).isTrue();
        assertThat(held.takeUnbegun()).containsExactly(waiting.claim());
        assertThat(waiting.take()).isFalse();
        assertThat(held.attempts()).containsExactly("a");
    }

    @Test
    void aDroppedBatchIsNoLongerWantedButStaysHeldUntilItHasStopped() {
        HeldBatch mine = held.add(claim("a"));
        held.drop(List.of("a", "unknown"));
        assertThat(mine.wanted()).isFalse();
        assertThat(held.size()).isEqualTo(1);
    }

    @Test
    void aDrainOutranksAPauseAndAPauseOutranksWork() {
        assertThat(WorkerState.of(true, true, 1).word()).isEqualTo("draining");
        assertThat(WorkerState.of(false, true, 1).word()).isEqualTo("paused");
        assertThat(WorkerState.of(false, false, 1).word()).isEqualTo("busy");
        assertThat(WorkerState.of(false, false, 0).word()).isEqualTo("idle");
    }

    private static Claim claim(String attempt) {
        return new Claim("job", 0, attempt, 1, 0, 1, "m", "sha256:0", "{}", 45);
    }
}

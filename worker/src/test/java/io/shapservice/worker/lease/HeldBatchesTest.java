package io.shapservice.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.Claim;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldBatchesTest {
    private final HeldBatches held = new HeldBatches(new HeapShare(100));

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
    void aBatchWaitsUntilAnotherHasGivenItsHeapBack() throws Exception {
        HeldBatch first = held.add(claim("a"));
        HeldBatch second = held.add(claim("b"));
        assertThat(held.reserve(first, 60, () -> false)).isTrue();
        assertThat(held.reserve(second, 60, () -> false)).isFalse();
        held.remove(first);
        held.remove(first);
        assertThat(held.heapReserved()).isZero();
        assertThat(held.reserve(second, 60, () -> false)).isTrue();
        assertThat(held.heapReserved()).isEqualTo(60);
    }

    @Test
    void aWaitForHeapEndsWhenTheOtherBatchDoes() throws Exception {
        HeldBatch first = held.add(claim("a"));
        held.reserve(first, 100, () -> false);
        HeldBatch second = held.add(claim("b"));
        AtomicInteger asked = new AtomicInteger();
        boolean reserved = held.reserve(second, 100, () -> {
            if (asked.incrementAndGet() == 2) {
                held.remove(first);
            }
            return true;
        });
        assertThat(reserved).isTrue();
        assertThat(held.heapReserved()).isEqualTo(100);
    }

    @Test
    void aBatchThatWasGivenBackMeanwhileKeepsNoHeap() throws Exception {
        HeldBatch mine = held.add(claim("a"));
        held.remove(mine);
        assertThat(held.reserve(mine, 60, () -> true)).isFalse();
        assertThat(held.heapReserved()).isZero();
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

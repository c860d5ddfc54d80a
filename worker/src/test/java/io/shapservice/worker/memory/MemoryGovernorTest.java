package io.shapservice.worker.memory;

import static io.shapservice.worker.memory.MemoryBounds.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.worker.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryGovernorTest {
    private final AtomicLong used = new AtomicLong(100 * MIB);
    private volatile double live;
    private final AtomicInteger collections = new AtomicInteger();
    private final MemoryGovernor governor = new MemoryGovernor(
            used::get,
            () -> live,
            new MemoryBounds(512 * MIB, 475 * MIB),
            new MemoryGovernor.Holdings(() -> true, () -> true),
            collections::incrementAndGet,
            () -> {},
            new Lifecycle());

    @Test
    void onePauseCollectsOnce() {
        used.set(480 * MIB);
        governor.check(at(0));
        governor.check(at(1));
        governor.check(at(2));
        assertThat(collections).hasValue(1);
        assertThat(governor.admits()).isFalse();
    }

    @Test
    void aPauseEndsWhenTheFigureFallsAndTheNextOneCollectsAgain() {
        used.set(480 * MIB);
        governor.check(at(0));
        used.set(300 * MIB);
        governor.check(at(1));
        assertThat(governor.admits()).isTrue();
        used.set(480 * MIB);
        governor.check(at(2));
        assertThat(collections).hasValue(2);
    }

    @Test
    void memoryThatStaysNearTheLimitEndsTheWorkerWithinSeconds() {
        used.set(500 * MIB);
        assertThat(governor.check(at(0))).isEqualTo(MemoryDecision.COLLECT);
        assertThat(governor.check(at(0.5))).isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(governor.check(at(1))).isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    @Test
    void aFullHeapIsLookedAtAgainAfterEachCollectionUntilItHasRoom() {
        live = 0.95;
        governor.check(at(0));
        governor.check(at(1));
        assertThat(collections).hasValue(1);
        assertThat(governor.admits()).isFalse();
        governor.check(at(2.5));
        assertThat(collections).hasValue(2);
        live = 0.2;
        governor.check(at(3));
        assertThat(governor.admits()).isTrue();
    }

    @Test
    void whatACollectionLeavesOfThisProcessIsSeen() {
        System.gc();
        assertThat(LiveHeap.ofThisProcess().getAsDouble()).isStrictlyBetween(0.0, 1.0);
    }

    private static long at(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000)).toNanos();
    }
}

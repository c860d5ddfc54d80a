package io.shapservice.worker.memory;

import static io.shapservice.worker.memory.MemoryBounds.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryPolicyTest {
    private static final boolean HOLDING = true;
    private static final boolean WORKED = true;
    private static final Duration LONG_AGO = MemoryPolicy.PAUSE.multipliedBy(2);

    private final MemoryPolicy policy = new MemoryPolicy(new MemoryBounds(512 * MIB, 475 * MIB));

    @Test
    void atTheThresholdWorkIsStillAdmitted() {
        assertThat(policy.decide(used(475), HOLDING, WORKED, null)).isEqualTo(MemoryDecision.ADMIT);
    }

    @Test
    void aboveTheThresholdGarbageIsCollectedFirst() {
        assertThat(policy.decide(used(476), HOLDING, WORKED, null)).isEqualTo(MemoryDecision.COLLECT);
    }

    @Test
    void workInFlightGoesOnInSmallerSlicesHoweverLongItTakes() {
        assertThat(policy.decide(used(476), HOLDING, WORKED, LONG_AGO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
    }

    @Test
    void nearTheLimitWorkIsReleasedOnceTheCollectionHasHadItsTime() {
        assertThat(policy.decide(used(487), HOLDING, WORKED, Duration.ZERO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(policy.decide(used(487), HOLDING, WORKED, MemoryPolicy.SETTLE))
                .isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    @Test
    void anIdleWorkerDoesNotWaitForEverForMemoryThatJavaKeeps() {
        assertThat(policy.decide(used(476), !HOLDING, WORKED, Duration.ofSeconds(2)))
                .isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(policy.decide(used(476), !HOLDING, WORKED, MemoryPolicy.PAUSE))
                .isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    @Test
    void aProcessThatHasDoneNothingStaysBecauseItsSuccessorWouldBeNoSmaller() {
        assertThat(policy.decide(used(600), !HOLDING, !WORKED, LONG_AGO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
    }

    @Test
    void aThresholdBeyondTheReleaseMarkDoesNotHideIt() {
        MemoryPolicy late = new MemoryPolicy(new MemoryBounds(512 * MIB, 511 * MIB));
        assertThat(late.decide(used(490), HOLDING, WORKED, null)).isEqualTo(MemoryDecision.COLLECT);
    }

    @Test
    void aHeapThatIsFullOfWhatIsNeededCountsThoughTheContainerHasRoom() {
        assertThat(policy.decide(heap(0.89), HOLDING, WORKED, null)).isEqualTo(MemoryDecision.ADMIT);
        assertThat(policy.decide(heap(0.91), HOLDING, WORKED, null)).isEqualTo(MemoryDecision.COLLECT);
        assertThat(policy.decide(heap(0.91), HOLDING, WORKED, LONG_AGO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(policy.decide(heap(0.98), HOLDING, WORKED, MemoryPolicy.SETTLE))
                .isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    private static MemoryReading used(long mib) {
        return new MemoryReading(mib * MIB, 0);
    }

    private static MemoryReading heap(double live) {
        return new MemoryReading(300 * MIB, live);
    }
}

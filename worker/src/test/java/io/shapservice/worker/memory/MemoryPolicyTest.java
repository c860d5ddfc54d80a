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
        assertThat(policy.decide(475 * MIB, HOLDING, WORKED, null)).isEqualTo(MemoryDecision.ADMIT);
    }

    @Test
    void aboveTheThresholdGarbageIsCollectedFirst() {
        assertThat(policy.decide(476 * MIB, HOLDING, WORKED, null)).isEqualTo(MemoryDecision.COLLECT);
    }

    @Test
    void workInFlightGoesOnInSmallerSlicesHoweverLongItTakes() {
        assertThat(policy.decide(476 * MIB, HOLDING, WORKED, LONG_AGO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
    }

    @Test
    void nearTheLimitWorkIsReleasedOnceTheCollectionHasHadItsTime() {
        assertThat(policy.decide(487 * MIB, HOLDING, WORKED, Duration.ZERO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(policy.decide(487 * MIB, HOLDING, WORKED, MemoryPolicy.SETTLE))
                .isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    @Test
    void anIdleWorkerDoesNotWaitForEverForMemoryThatJavaKeeps() {
        assertThat(policy.decide(476 * MIB, !HOLDING, WORKED, Duration.ofSeconds(2)))
                .isEqualTo(MemoryDecision.SMALLER_SLICES);
        assertThat(policy.decide(476 * MIB, !HOLDING, WORKED, MemoryPolicy.PAUSE))
                .isEqualTo(MemoryDecision.RELEASE_AND_EXIT);
    }

    @Test
    void aProcessThatHasDoneNothingStaysBecauseItsSuccessorWouldBeNoSmaller() {
        assertThat(policy.decide(600 * MIB, !HOLDING, !WORKED, LONG_AGO)).isEqualTo(MemoryDecision.SMALLER_SLICES);
    }

    @Test
    void aThresholdBeyondTheReleaseMarkDoesNotHideIt() {
        MemoryPolicy late = new MemoryPolicy(new MemoryBounds(512 * MIB, 511 * MIB));
        assertThat(late.decide(490 * MIB, HOLDING, WORKED, null)).isEqualTo(MemoryDecision.COLLECT);
    }
}

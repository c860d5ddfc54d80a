package io.shapservice.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration WANTED = Duration.ofMillis(100);

    private final Pace pace = new Pace();

    @Test
    void theFirstSliceIsSmall() {
        assertThat(pace.rows(WANTED)).isEqualTo(16);
    }

    @Test
    void aSliceTakesAboutTheWantedTimeOnceThePaceIsKnown() {
        pace.took(16, Duration.ofMillis(50).toNanos());
        assertThat(pace.rows(WANTED)).isEqualTo(32);
    }

    @Test
    void slicesGrowStepByStepBecauseTheFirstOnesSayLittle() {
        pace.took(16, 1);
        assertThat(pace.rows(WANTED)).isEqualTo(64);
    }

    @Test
    void aVerySlowModelStillGetsARow() {
        pace.took(1, Duration.ofMinutes(1).toNanos());
        assertThat(pace.rows(WANTED)).isEqualTo(1);
    }

    @Test
    void theRestOfABatchIsEstimatedByTheLastSlice() {
        pace.took(10, Duration.ofSeconds(1).toNanos());
        assertThat(pace.seconds(500)).isEqualTo(50);
    }
}

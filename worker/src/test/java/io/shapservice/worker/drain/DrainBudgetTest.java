package io.shapservice.worker.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainBudgetTest {
    @Test
    void fiveSecondsOfTheGraceAreKeptForGivingBack() {
        assertThat(Drain.budget(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void aShortGraceGivesEverythingBackAtOnce() {
        assertThat(Drain.budget(Duration.ofSeconds(5))).isZero();
        assertThat(Drain.budget(Duration.ofSeconds(1))).isZero();
    }
}

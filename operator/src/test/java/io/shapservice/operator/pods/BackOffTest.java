package io.shapservice.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theFirstReplacementComesAtOnceAndEachFurtherOneLaterUpToTwoMinutes() {
        BackOff backOff = BackOff.NONE;
        long[] waits = new long[8];
        for (int i = 0; i < waits.length; i++) {
            backOff = backOff.failed(NOW);
            waits[i] = Duration.between(NOW, backOff.until()).toSeconds();
        }

        assertThat(waits).containsExactly(0, 10, 20, 40, 80, 120, 120, 120);
    }

    @Test
    void aQuietTimeMakesUpForEarlierFailures() {
        BackOff backOff = BackOff.NONE.failed(NOW).failed(NOW);

        assertThat(backOff.waits(NOW.plusSeconds(9))).isTrue();
        assertThat(backOff.waits(NOW.plusSeconds(10))).isFalse();
        assertThat(backOff.failed(NOW.plusSeconds(601)).failures()).isEqualTo(1);
    }

    @Test
    void podsThatSomebodyDeletesAreNotMadeAnewForEver() {
        Creations creations = new Creations();
        IntStream.range(0, 16).forEach(_ -> creations.made(NOW));

        assertThat(creations.allowed(NOW, 2)).isFalse();
        assertThat(creations.allowed(NOW, 3)).isTrue();
        assertThat(creations.allowed(NOW.plusSeconds(61), 2)).isTrue();
    }
}

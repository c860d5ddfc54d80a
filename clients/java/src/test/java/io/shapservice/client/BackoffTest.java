package io.shapservice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), new SplittableRandom(3));

    @Test
    void waitsAreSpreadFromNothingToACeilingThatDoublesUpToTheCap() {
        for (int attempt = 0; attempt < 40; attempt++) {
            long ceiling = attempt > 4 ? 2000 : 100L << attempt;
            int retry = attempt;
            var waits = IntStream.range(0, 500)
                    .mapToLong(_ -> backoff.before(retry, Duration.ZERO).toMillis())
                    .summaryStatistics();
            assertThat(waits.getMin()).isBetween(0L, ceiling / 10);
            assertThat(waits.getMax()).isBetween(ceiling * 9 / 10, ceiling);
        }
    }

    @Test
    void theServicesOwnWaitIsNeverUndercut() {
        assertThat(backoff.before(0, Duration.ofSeconds(7))).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }
}

package io.shapservice.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.example.Samples;
import io.shapservice.protocol.sample.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
    private static final Duration LONGEST = Duration.ofSeconds(25);

    @Test
    void aHealthyFleetIsLookedAtBeforeAnyWorkerCanBeHalfWayToStuck() {
        assertThat(PollInterval.next(fleet(0.5, 0), Duration.ofSeconds(10), LONGEST))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(PollInterval.next(fleet(0.5, 0), Duration.ofMinutes(10), LONGEST))
                .isEqualTo(LONGEST);
    }

    @Test
    void aWorkerThatMayBeStuckIsLookedAtEverySecond() {
        assertThat(PollInterval.next(fleet(8, 0), Duration.ofSeconds(10), LONGEST))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(PollInterval.next(fleet(0.5, 40), Duration.ofMinutes(1), LONGEST))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRedisThatIsAwayIsLookedAtEverySecond() {
        assertThat(PollInterval.next(Samples.redisAway(), Duration.ofMinutes(10), LONGEST))
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Sample fleet(double heartbeatAge, double progressAge) {
        return Samples.workers(1, List.of(Samples.worker("w", heartbeatAge, progressAge, 1)));
    }
}

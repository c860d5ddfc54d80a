package io.shapservice.worker.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500), new SplittableRandom(7));

    @Test
    void pausesGrowFromTheFirstToTheLongest() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
        for (int i = 0; i < 20; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void afterWorkTheyBeginAnew() {
        for (int i = 0; i < 20; i++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void noTwoWorkersKeepStep() {
        Backoff other = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500), new SplittableRandom(8));
        assertThat(backoff.next()).isNotEqualTo(other.next());
    }
}

package io.shapservice.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.worker.lease.Vitals.Signs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallClockTest {
    private static final boolean HOLDING = true;
    private static final boolean WORKING = true;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final StallClock clock = new StallClock(Duration.ofSeconds(10), Duration.ofSeconds(1));

    @Test
    void workThatDoesNotMoveForTheLimitIsAStall() {
        assertThat(stalledWithin(10, new Signs(5, 0, WORKING))).isFalse(); // the first look is news
        assertThat(clock.stalled(SECOND, HOLDING, new Signs(5, 0, WORKING))).isTrue();
    }

    @Test
    void anyWorkStartsTheClockAgain() {
        stalledWithin(9, new Signs(5, 0, WORKING));
        assertThat(stalledWithin(10, new Signs(6, 0, WORKING))).isFalse();
    }

    @Test
    void waitingForRedisIsNotAStallWhileItsCallsComeBack() {
        for (int call = 0; call < 100; call++) {
            assertThat(clock.stalled(SECOND, HOLDING, new Signs(5, call, !WORKING)))
                    .isFalse();
        }
    }

    @Test
    void aSpinningComputationIsAStallWhateverOtherThreadsDoWithRedis() {
        boolean stalled = false;
        for (int call = 0; call < 11; call++) {
            stalled = clock.stalled(SECOND, HOLDING, new Signs(5, call, WORKING));
        }
        assertThat(stalled).isTrue();
    }

    @Test
    void aCallToRedisThatNeverComesBackIsAStall() {
        assertThat(stalledWithin(11, new Signs(5, 1, !WORKING))).isTrue();
    }

    @Test
    void aWorkerWithoutWorkIsNeverStalled() {
        for (int i = 0; i < 100; i++) {
            assertThat(clock.stalled(SECOND, !HOLDING, new Signs(5, 0, !WORKING)))
                    .isFalse();
        }
    }

    @Test
    void timeThatTheWatchdogDidNotSeeDoesNotCount() {
        clock.stalled(SECOND, HOLDING, new Signs(5, 0, WORKING));
        assertThat(clock.stalled(3600 * SECOND, HOLDING, new Signs(5, 0, WORKING)))
                .isFalse();
    }

    private boolean stalledWithin(int seconds, Signs signs) {
        boolean stalled = false;
        for (int i = 0; i < seconds; i++) {
            stalled = clock.stalled(SECOND, HOLDING, signs);
        }
        return stalled;
    }
}

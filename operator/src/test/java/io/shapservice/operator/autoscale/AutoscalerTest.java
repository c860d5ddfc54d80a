package io.shapservice.operator.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.operator.autoscale.Autoscaler.Outcome;
import io.shapservice.operator.autoscale.Autoscaler.Unknown;
import io.shapservice.operator.example.Samples;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.QueueState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Policy POLICY = policy(WorkersMode.AUTO, 1, 20);

    private Instant now = START;
    private History history = History.takingOver(START, 1);

    @Test
    void aBacklogOf57SecondsAndATargetOf10AsksForSixWorkersOfWhichFiveMayComeAtOnce() {
        Decision decision = decide(Samples.waiting(57), POLICY);

        assertThat(decision.desired()).isEqualTo(5);
        assertThat(decision.evidence()).isEqualTo("backlog 57 s of work, target 10 s");
        after(16);
        assertThat(decide(Samples.waiting(57), POLICY).desired()).isEqualTo(6);
    }

    @Test
    void oneWorkerBecomesFourAtOnceWhenFourAreTheMost() {
        Decision decision = decide(Samples.waiting(57), policy(WorkersMode.AUTO, 1, 4));

        assertThat(decision.desired()).isEqualTo(4);
        assertThat(decision.reason()).isEqualTo(Reason.AT_MAXIMUM);
    }

    @Test
    void aLargeFleetMayDoubleWithin15Seconds() {
        history = History.takingOver(START, 10);
        Policy wide = policy(WorkersMode.AUTO, 1, 500);

        assertThat(decide(Samples.waiting(5000), wide).desired()).isEqualTo(20);
        after(5);
        assertThat(decide(Samples.waiting(5000), wide).desired()).isEqualTo(20);
        after(11);
        assertThat(decide(Samples.waiting(5000), wide).desired()).isEqualTo(40);
    }

    @Test
    void thereAreNeverMoreWorkersThanBatches() {
        assertThat(decide(Samples.waiting(300, 2), POLICY).desired()).isEqualTo(2);
    }

    @Test
    void theFleetShrinksOnlyAfterAWholeWindowAndByHalfAtMost() {
        history = History.takingOver(START, 8);
        after(9);
        assertThat(decide(Samples.idle(), POLICY).reason()).isEqualTo(Reason.COOLING_DOWN);
        after(1);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(4);
        after(5);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(4);
        after(5);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(2);
        after(10);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(1);
    }

    @Test
    void theLargestRecommendationOfTheWindowHoldsTheFleetUp() {
        history = History.takingOver(START, 8);
        after(20);
        decide(Samples.waiting(60), POLICY);
        after(8);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(6);
        after(2);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(6);
        after(1);
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(3);
    }

    @Test
    void anOperatorThatHasJustTakenOverShrinksNothingForAWholeWindow() {
        history = History.takingOver(START, 20);
        for (int second = 0; second < 10; second++) {
            assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(20);
            after(1);
        }
        assertThat(decide(Samples.idle(), POLICY).desired()).isEqualTo(10);
    }

    @Test
    void theLastWorkerGoesOnlyWhenAllOfTheWindowWasQuietAndKnown() {
        Policy toZero = policy(WorkersMode.AUTO, 0, 20);
        after(20);
        decide(Samples.idle(), toZero);
        after(8);
        hold(toZero);
        after(8);
        assertThat(decide(Samples.idle(), toZero).desired()).isEqualTo(1);
        after(9);
        assertThat(decide(Samples.idle(), toZero).desired()).isEqualTo(1);
        after(1);
        assertThat(decide(Samples.idle(), toZero).desired()).isZero();
        assertThat(decide(Samples.waiting(0.001), toZero).desired()).isEqualTo(1);
    }

    @Test
    void workInFlightKeepsTheLastWorker() {
        Policy toZero = policy(WorkersMode.AUTO, 0, 20);
        Sample running = Samples.of(Samples.REACHABLE, new QueueState(0, 0.5, 0, 0.5, 0, 1, 0, 0, 1, 0), 1, List.of());
        for (int second = 0; second < 60; second++) {
            after(1);
            assertThat(decide(running, toZero).desired()).isEqualTo(1);
        }
    }

    @Test
    void unknownIsNotZero() {
        history = History.takingOver(START, 7);
        after(1000);

        assertThat(hold(POLICY).desired()).isEqualTo(7);
        assertThat(hold(POLICY).reason()).isEqualTo(Reason.REDIS_UNREACHABLE);
    }

    @Test
    void oldWorkThatStillWaitsIsNoTimeToShrink() {
        history = History.takingOver(START, 6);
        after(100);
        Sample old = Samples.of(Samples.REACHABLE, new QueueState(2, 0, 30, 1, 2, 0, 1000, 0, 1, 0), 1, List.of());

        assertThat(decide(old, POLICY).desired()).isEqualTo(6);
    }

    @Test
    void adviceIsReportedAndNotDone() {
        Decision decision = decide(Samples.waiting(30), policy(WorkersMode.ADVISORY, 1, 20));

        assertThat(decision.desired()).isEqualTo(3);
        assertThat(decision.target()).isEqualTo(1);
        assertThat(decision.reason()).isEqualTo(Reason.ADVISORY);
    }

    @Test
    void manualMeansReplicasWhateverWaits() {
        Policy manual = new Policy(WorkersMode.MANUAL, 3, 1, 20, Duration.ofSeconds(10), Duration.ofSeconds(10));

        assertThat(decide(Samples.waiting(500), manual).target()).isEqualTo(3);
        assertThat(hold(manual).target()).isEqualTo(3);
    }

    @Test
    void podsThatFindNoNodeForAMinuteEndTheGrowth() {
        FleetSize stranded = new FleetSize(2, 1, Optional.of(START));
        history = History.takingOver(START, 2);
        after(59);
        assertThat(decide(Samples.waiting(30), POLICY, stranded).desired()).isEqualTo(3);
        history = History.takingOver(START, 2);
        after(1);
        Decision held = decide(Samples.waiting(30), POLICY, stranded);
        assertThat(held.desired()).isEqualTo(2);
        assertThat(held.reason()).isEqualTo(Reason.UNSCHEDULABLE);
    }

    @Test
    void growthThatBroughtNothingEndsTheGrowth() {
        Policy wide = policy(WorkersMode.AUTO, 1, 500);
        history = History.takingOver(START, 4);
        long rows = 0;
        for (int second = 0; second < 8; second++) {
            rows += 100;
            decide(done(rows, 40), wide, new FleetSize(4, 4, Optional.empty()));
            after(1);
        }
        assertThat(decide(done(rows, 5000), wide, new FleetSize(4, 4, Optional.empty()))
                        .desired())
                .isEqualTo(8);
        Decision last = null;
        for (int second = 0; second < 20; second++) {
            after(1);
            rows += 100;
            last = decide(done(rows, 80), wide, new FleetSize(8, 8, Optional.empty()));
        }
        assertThat(decide(done(rows, 5000), wide, new FleetSize(8, 8, Optional.empty()))
                        .reason())
                .isEqualTo(Reason.SATURATED);
        assertThat(last.desired()).isEqualTo(8);
    }

    /** All of it by Redis' clock, which runs with ours. */
    private Sample done(long rows, double waiting) {
        long millis = Duration.between(START, now).toMillis() + 1;
        long batches = (long) Math.ceil(waiting);
        return Samples.of(
                Samples.REACHABLE,
                new QueueState(waiting, 0, 0, 1, batches, 0, 500 * batches, 0, 1, rows),
                millis,
                List.of());
    }

    private Decision decide(Sample sample, Policy policy) {
        return decide(sample, policy, new FleetSize(history.desired(), history.desired(), Optional.empty()));
    }

    private Decision decide(Sample sample, Policy policy, FleetSize fleet) {
        Outcome outcome = Autoscaler.decide(sample, fleet, policy, history, now);
        history = outcome.history();
        return outcome.decision();
    }

    private Decision hold(Policy policy) {
        FleetSize fleet = new FleetSize(history.desired(), history.desired(), Optional.empty());
        Outcome outcome = Autoscaler.hold(Unknown.REDIS_UNREACHABLE, fleet, policy, history);
        history = outcome.history();
        return outcome.decision();
    }

    private void after(int seconds) {
        now = now.plusSeconds(seconds);
    }

    static Policy policy(WorkersMode mode, int min, int max) {
        return new Policy(mode, min, min, max, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}

package io.shapservice.operator.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.operator.autoscale.Autoscaler.Outcome;
import io.shapservice.operator.autoscale.Autoscaler.Unknown;
import io.shapservice.operator.example.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any traffic: a thousand decisions over random bursts, gaps and policies, by seed. */
class AutoscalerPropertiesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DECISIONS = 1000;

    private record Moment(Instant at, Optional<Double> work, int before, int after, int wanted) {}

    static Stream<Long> seeds() {
        return IntStream.range(0, 40).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNumberIsAlwaysWithinItsBounds(long seed) {
        Policy policy = policy(seed);
        assertThat(run(seed, policy)).allSatisfy(m -> assertThat(m.after()).isBetween(policy.min(), policy.max()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsNotKnownChangesNothing(long seed) {
        assertThat(run(seed, policy(seed)).stream().filter(m -> m.work().isEmpty()))
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m.after()).isEqualTo(m.before()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noStepDownTakesMoreThanHalf(long seed) {
        assertThat(run(seed, policy(seed)).stream().filter(m -> m.after() < m.before() && m.before() > 1))
                .allSatisfy(m -> assertThat(m.before() - m.after()).isLessThanOrEqualTo(m.before() / 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingShrinksBelowWhatTheWindowAskedFor(long seed) {
        Policy policy = policy(seed);
        List<Moment> moments = run(seed, policy);
        for (Moment m : moments) {
            if (m.after() < m.before()) {
                Instant begin = m.at().minus(policy.scaleDownAfter());
                int largest = moments.stream()
                        .filter(o -> o.work().isPresent() && !o.at().isBefore(begin) && !o.at().isAfter(m.at()))
                        .mapToInt(Moment::wanted)
                        .max()
                        .orElseThrow();
                assertThat(m.after()).isGreaterThanOrEqualTo(largest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFleetNeverGrowsByMoreThanFourOrAllOfItselfWithin15Seconds(long seed) {
        List<Moment> moments = run(seed, policy(seed));
        for (Moment m : moments) {
            int base = moments.stream()
                    .filter(o -> o.at().isAfter(m.at().minusSeconds(15)) && !o.at().isAfter(m.at()))
                    .mapToInt(Moment::before)
                    .min()
                    .orElseThrow();
            assertThat(m.after()).isLessThanOrEqualTo(base + Math.max(4, base));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameTrafficGetsTheSameDecisions(long seed) {
        assertThat(run(seed, policy(seed))).isEqualTo(run(seed, policy(seed)));
    }

    private static Policy policy(long seed) {
        Random random = new Random(seed);
        int min = random.nextInt(4);
        return new Policy(
                WorkersMode.AUTO,
                0,
                min,
                min + 1 + random.nextInt(100),
                Duration.ofSeconds(1 + random.nextInt(60)),
                Duration.ofSeconds(1 + random.nextInt(300)));
    }

    private static List<Moment> run(long seed, Policy policy) {
        Random random = new Random(seed * 31 + 7);
        History history = History.takingOver(START, policy.min());
        List<Moment> moments = new ArrayList<>();
        Instant now = START;
        double work = 0;
        for (int i = 0; i < DECISIONS; i++) {
            now = now.plusMillis(500 + random.nextInt(5000));
            work = random.nextInt(20) == 0 ? random.nextInt(3000) : Math.max(0, work - random.nextInt(200));
            Optional<Double> known = random.nextInt(10) == 0 ? Optional.empty() : Optional.of(work);
            int before = history.desired();
            FleetSize fleet = new FleetSize(before, before, Optional.empty());
            History from = history;
            Instant at = now;
            Outcome outcome = known.map(w -> Autoscaler.decide(Samples.waiting(w), fleet, policy, from, at))
                    .orElseGet(() -> Autoscaler.hold(Unknown.SAMPLE_UNREACHABLE, fleet, policy, from));
            history = outcome.history();
            int wanted = policy.bounded(
                    (int) Math.ceil(work * 1000 / policy.targetDrain().toMillis()));
            moments.add(new Moment(now, known, before, history.desired(), wanted));
        }
        return moments;
    }
}

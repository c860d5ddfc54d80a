package io.shapservice.operator.stuck;

import static io.shapservice.operator.example.Samples.worker;
import static io.shapservice.operator.example.Workers.fleet;
import static io.shapservice.operator.example.Workers.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.example.Samples;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.sampling.SampleView;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.stuck.Judgement.Kind;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StuckWorkersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
    private static final Duration T = Duration.ofSeconds(10);

    @Test
    void aWorkerWithoutHeartbeatInTwoSamplesIsReplacedWithTheEvidence() {
        Judgement judgement = judge(fleet(4), workers(4, 0, 10.5), workers(4, 0, 11.5));

        assertThat(judgement.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.pod()).isEqualTo(name(0, 1));
            assertThat(verdict.evidence()).isEqualTo("no heartbeat for 11.5s (stuckAfter 10s), 1 batch held");
        });
    }

    @Test
    void aWorkerWithoutProgressOnWorkThatItHoldsIsReplaced() {
        List<WorkerState> stalled = List.of(worker(name(0, 1), 0.5, 12, 2), worker(name(1, 1), 0.5, 0, 0));

        assertThat(judge(fleet(2), stalled, stalled).verdicts())
                .singleElement()
                .satisfies(v -> assertThat(v.evidence())
                        .startsWith("no progress for 12.0s")
                        .endsWith("2 batches held"));
    }

    @Test
    void anIdleWorkerMakesNoProgressAndIsWell() {
        List<WorkerState> idle = List.of(worker(name(0, 1), 0.5, 500, 0));

        assertThat(judge(fleet(1), idle, idle)).isEqualTo(Judgement.NOTHING);
    }

    @Test
    void oneStaleSampleIsNotEnough() {
        assertThat(judge(fleet(4), workers(4, 0, 9.5), workers(4, 0, 10.5))).isEqualTo(Judgement.NOTHING);
    }

    @Test
    void theSameReadingTwiceIsOneSample() {
        Sample sample = Samples.workers(2000, workers(4, 0, 20));
        SampleView view = view(sample, sample, true, Optional.of(NOW.minusSeconds(100)));

        assertThat(new StuckWorkers(view, fleet(4), T, List.of()).judge(NOW)).isEqualTo(Judgement.NOTHING);
    }

    @Test
    void anOutageOfRedisMakesNobodyStuck() {
        Sample before = Samples.workers(1000, workers(2, 0, 30));
        Sample after = Samples.workers(2000, workers(2, 0, 31));
        SampleView recovered = view(before, after, true, Optional.of(NOW.minusSeconds(2)));

        assertThat(new StuckWorkers(recovered, fleet(2), T, List.of()).judge(NOW))
                .isEqualTo(Judgement.NOTHING);
    }

    @Test
    void manySilentAtOnceAreTheInfrastructuresFault() {
        List<WorkerState> silent = IntStream.range(0, 6)
                .mapToObj(i -> worker(name(i, 1), i < 3 ? 15 : 0.5, 15, i < 3 ? 1 : 0))
                .toList();

        Judgement judgement = judge(fleet(6), silent, silent);
        assertThat(judgement.verdicts()).isEmpty();
        assertThat(judgement.restraint())
                .hasValueSatisfying(r -> assertThat(r.kind()).isEqualTo(Kind.INFRASTRUCTURE));
    }

    @Test
    void manyWithoutProgressAreNotTheInfrastructuresFault() {
        List<WorkerState> stalled = IntStream.range(0, 8)
                .mapToObj(i -> worker(name(i, 1), 0.5, 15, 1))
                .toList();

        Judgement judgement = judge(fleet(8), stalled, stalled);
        assertThat(judgement.verdicts()).hasSize(2);
        assertThat(judgement.restraint())
                .hasValueSatisfying(r -> assertThat(r.kind()).isEqualTo(Kind.BUDGET));
    }

    @Test
    void aQuarterOfTheFleetIsReplacedWithinOneStuckAfterAndNoMore() {
        List<WorkerState> stalled = List.of(worker(name(0, 1), 0.5, 15, 1), worker(name(1, 1), 0.5, 15, 1));
        SampleView view = view(
                Samples.workers(1000, stalled),
                Samples.workers(2000, stalled),
                true,
                Optional.of(NOW.minusSeconds(100)));

        assertThat(new StuckWorkers(view, fleet(4), T, List.of(NOW.minusSeconds(9)))
                        .judge(NOW)
                        .verdicts())
                .isEmpty();
        assertThat(new StuckWorkers(view, fleet(4), T, List.of(NOW.minusSeconds(11)))
                        .judge(NOW)
                        .verdicts())
                .hasSize(1);
    }

    @Test
    void aFleetOfOneIsReplacedOnlyOnTheWordOfTheApi() {
        Sample before = Samples.workers(1000, workers(1, 0, 15));
        Sample after = Samples.workers(2000, workers(1, 0, 16));
        Optional<Instant> longAgo = Optional.of(NOW.minusSeconds(100));

        assertThat(new StuckWorkers(view(before, after, false, longAgo), fleet(1), T, List.of())
                        .judge(NOW)
                        .verdicts())
                .isEmpty();
        assertThat(new StuckWorkers(view(before, after, true, longAgo), fleet(1), T, List.of())
                        .judge(NOW)
                        .verdicts())
                .hasSize(1);
    }

    @Test
    void aWorkerOfThatNameWithAnotherUidIsNotOurs() {
        WorkerState impostor = new WorkerState(name(0, 1), "other", 50, 50, 1, List.of(), 0, 0, "busy");

        assertThat(judge(fleet(1), List.of(impostor), List.of(impostor))).isEqualTo(Judgement.NOTHING);
    }

    private static List<WorkerState> workers(int count, int silent, double age) {
        return IntStream.range(0, count)
                .mapToObj(i -> worker(name(i, 1), i == silent ? age : 0.5, i == silent ? age : 0.1, 1))
                .toList();
    }

    private static Judgement judge(Fleet fleet, List<WorkerState> before, List<WorkerState> after) {
        SampleView view = view(
                Samples.workers(1000, before), Samples.workers(2000, after), true, Optional.of(NOW.minusSeconds(100)));
        return new StuckWorkers(view, fleet, T, List.of()).judge(NOW);
    }

    private static SampleView view(Sample before, Sample after, boolean fromApi, Optional<Instant> goodSince) {
        Answer first = new Answer(before, NOW.minusSeconds(1), "api", fromApi);
        Answer second = new Answer(after, NOW, "api", fromApi);
        return new SampleView(
                Optional.of(second), Optional.of(first), Optional.of(second), goodSince, Optional.empty());
    }
}

package io.shapservice.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.example.Samples;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.protocol.sample.Sample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleViewTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aPodThatRestartsIsNoSilenceYet() {
        SampleView view = SampleView.NOTHING.answered(at(0, Samples.idle())).failed(START.plusSeconds(2), "refused");

        assertThat(view.good(START.plusSeconds(6))).isPresent();
        assertThat(view.good(START.plusSeconds(8))).isEmpty();
    }

    @Test
    void theGoodTimesBeginAnewAfterRedisWasAway() {
        SampleView view = SampleView.NOTHING
                .answered(at(0, Samples.idle()))
                .answered(at(1, Samples.redisAway()))
                .answered(at(2, Samples.idle()))
                .answered(at(3, Samples.idle()));

        assertThat(view.goodSince()).contains(START.plusSeconds(2));
    }

    @Test
    void theGoodTimesBeginAnewAfterASilence() {
        SampleView view = SampleView.NOTHING
                .answered(at(0, Samples.idle()))
                .failed(START.plusSeconds(1), "refused")
                .answered(at(2, Samples.idle()));

        assertThat(view.goodSince()).contains(START.plusSeconds(2));
    }

    @Test
    void whatTheApiSaidOfItsModelsOutlivesTheAnswerOfAWorker() {
        SampleView view = SampleView.NOTHING
                .answered(at(0, Samples.idle()))
                .answered(new Answer(Samples.idle(), START.plusSeconds(1), "worker-0", false));

        assertThat(view.latestOfApi()).map(Answer::pod).contains("api-0");
        assertThat(view.latest()).map(Answer::pod).contains("worker-0");
    }

    private static Answer at(int second, Sample sample) {
        return new Answer(sample, START.plusSeconds(second), "api-0", true);
    }
}

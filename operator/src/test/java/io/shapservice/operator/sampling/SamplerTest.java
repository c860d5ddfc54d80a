package io.shapservice.operator.sampling;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.example.Samples;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.sampling.SampleView.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final ServiceIdentity SERVICE = new ServiceIdentity("ns", "housing", "uid-1");
    private static final Target FIRST = new Target("api-0", "uid-0", "127.0.0.11", true);
    private static final Target SECOND = new Target("api-1", "uid-1", "127.0.0.12", true);
    private static final Target WORKER = new Target("worker-0", "uid-2", "127.0.0.13", false);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private final AtomicInteger news = new AtomicInteger();
    private SampleServer first;
    private SampleServer second;
    private SampleServer worker;
    private Sampler sampler;

    @BeforeEach
    void start() throws IOException {
        first = new SampleServer(FIRST.ip(), 0);
        second = new SampleServer(SECOND.ip(), first.port());
        worker = new SampleServer(WORKER.ip(), first.port());
        first.serve(Samples.waiting(1));
        second.serve(Samples.waiting(2));
        worker.serve(Samples.waiting(3));
        sampler = new Sampler(
                new SampleClient(first.port()),
                Duration.ofSeconds(1),
                Clock.systemUTC(),
                ignored -> news.incrementAndGet());
    }

    @AfterEach
    void stop() {
        sampler.close();
        first.close();
        second.close();
        worker.close();
    }

    @Test
    void anApiPodIsAskedBeforeAWorker() {
        sampler.follow(SERVICE, List.of(WORKER, FIRST), STUCK_AFTER);

        assertEventually(() -> assertThat(pod()).contains("api-0"));
        assertThat(worker.asked()).isEmpty();
        assertThat(news).hasPositiveValue();
    }

    @Test
    void aPodThatHasLostItsRedisDoesNotSpeakForTheOthers() throws IOException {
        first.serve(Samples.redisAway());
        sampler.follow(SERVICE, List.of(FIRST, SECOND), STUCK_AFTER);

        assertEventually(() -> assertThat(pod()).contains("api-1"));
        assertThat(view().good(Instant.now())).isPresent();
    }

    @Test
    void redisIsAwayWhenEveryApiPodSaysSo() throws IOException {
        first.serve(Samples.redisAway());
        second.serve(Samples.redisAway());
        sampler.follow(SERVICE, List.of(FIRST, SECOND, WORKER), STUCK_AFTER);

        assertEventually(() -> {
            assertThat(view().current(Instant.now())).isPresent();
            assertThat(view().good(Instant.now())).isEmpty();
        });
        assertThat(worker.asked()).isEmpty();
    }

    @Test
    void aWorkerAnswersWhenNoApiPodDoes() {
        first.close();
        sampler.follow(SERVICE, List.of(FIRST, WORKER), STUCK_AFTER);

        assertEventually(() -> assertThat(pod()).contains("worker-0"));
    }

    @Test
    void silenceIsNotedWithItsReasonAndEndsWhenSomebodyAnswers() {
        sampler.follow(SERVICE, List.of(), STUCK_AFTER);
        assertEventually(() -> assertThat(view().trouble()).isPresent());

        sampler.follow(SERVICE, List.of(SECOND), STUCK_AFTER);
        assertEventually(() -> assertThat(view().trouble()).isEmpty());
    }

    @Test
    void nonsenseDoesNotEndThePolling() throws IOException {
        first.serve(200, "nonsense");
        sampler.follow(SERVICE, List.of(FIRST), STUCK_AFTER);
        assertEventually(() -> assertThat(view().trouble()).isPresent());

        first.serve(Samples.waiting(1));
        assertEventually(() -> assertThat(pod()).contains("api-0"));
    }

    @Test
    void aServiceThatIsGoneIsNoLongerAsked() {
        sampler.follow(SERVICE, List.of(FIRST), STUCK_AFTER);
        assertEventually(() -> assertThat(first.asked()).hasSizeGreaterThan(1));

        sampler.forget(SERVICE);

        assertThat(view()).isEqualTo(SampleView.NOTHING);
    }

    private SampleView view() {
        return sampler.view(SERVICE);
    }

    private Optional<String> pod() {
        return view().current(Instant.now()).map(Answer::pod);
    }
}

package io.shapservice.operator.sampling;

import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll of one service, round after round: the pod that answered last is asked first, then the other API pods, and
 * workers only when no API pod answers. A pod that has lost its Redis does not speak for the others, so a bad sample counts
 * only when no pod has a better one.
 */
final class Poll {
    private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
    private static final Duration LEAST_BETWEEN = Duration.ofMillis(500);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final AtomicReference<SampleView> view = new AtomicReference<>(SampleView.NOTHING);
    private final AtomicReference<Plan> plan = new AtomicReference<>(new Plan(List.of(), Duration.ofSeconds(60)));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final SampleClient client;
    private final Duration longestWait;
    private final Clock clock;
    private final Runnable changed;
    private @Nullable Thread thread;

    private record Plan(List<Target> targets, Duration stuckAfter) {}

    Poll(SampleClient client, Duration longestWait, Clock clock, Runnable changed) {
        this.client = client;
        this.longestWait = longestWait;
        this.clock = clock;
        this.changed = changed;
    }

    void start(String name) {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    void update(List<Target> targets, Duration stuckAfter) {
        plan.set(new Plan(List.copyOf(targets), stuckAfter));
    }

    SampleView view() {
        return view.get();
    }

    void stop() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            do {
                round();
            } while (!stopped.await(LEAST_BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong in a round, there is a next one: a poll that ends silently would stop scaling for good. */
    private void round() throws InterruptedException {
        try {
            ask(plan.get());
            changed.run();
        } catch (RuntimeException e) {
            LOG.warn("reading a sample went wrong; trying again", e);
        }
    }

    private void ask(Plan now) throws InterruptedException {
        List<Target> order = Preference.order(now.targets(), view.get().latest());
        Optional<Answer> bad = Optional.empty();
        String failures = "no pod of the API or the workers runs yet";
        boolean apiAnswered = false;
        for (Target target : order) {
            if (!target.api() && apiAnswered) {
                break;
            }
            try {
                Answer answer = fetch(target, now.stuckAfter());
                apiAnswered |= target.api();
                if (answer.sample().good()) {
                    view.updateAndGet(v -> v.answered(answer));
                    return;
                }
                bad = bad.or(() -> Optional.of(answer));
            } catch (IOException e) {
                failures = "pod " + target.pod() + ": " + message(e);
                LOG.debug("no sample from {} {}", target.pod(), target.ip(), e);
            }
        }
        Optional<Answer> worst = bad;
        String what = failures;
        view.updateAndGet(v -> worst.map(v::answered).orElseGet(() -> v.failed(clock.instant(), what)));
    }

    private Answer fetch(Target target, Duration stuckAfter) throws IOException, InterruptedException {
        SampleView known = view.get();
        Optional<Sample> last = known.trouble().isPresent()
                ? Optional.empty()
                : known.latest()
                        .filter(answer -> answer.pod().equals(target.pod()))
                        .map(Answer::sample);
        long after = last.map(Sample::revision).orElse(0L);
        Duration wait = last.map(sample -> PollInterval.next(sample, stuckAfter, longestWait))
                .orElse(SHORT_WAIT);
        Sample sample = client.fetch(target, after, wait);
        return new Answer(sample, clock.instant(), target.pod(), target.api());
    }

    private static String message(IOException e) {
        String text = e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }
}

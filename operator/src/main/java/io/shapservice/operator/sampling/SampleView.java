package io.shapservice.operator.sampling;

import io.shapservice.protocol.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a service through its samples.
 *
 * @param latest the last answer of any pod, good or not
 * @param previous the answer before it
 * @param latestOfApi the last answer of an API pod: only they know the models
 * @param goodSince since when each answer was good, without a gap; empty while the last was not
 * @param trouble set while no pod answers
 */
public record SampleView(
        Optional<Answer> latest,
        Optional<Answer> previous,
        Optional<Answer> latestOfApi,
        Optional<Instant> goodSince,
        Optional<Trouble> trouble) {
    public static final SampleView NOTHING =
            new SampleView(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A pod that restarts is not worth an alarm. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param fromApi whether an API pod answered, not a worker */
    public record Answer(Sample sample, Instant at, String pod, boolean fromApi) {}

    /** @param what happened, for a person */
    public record Trouble(Instant since, String what) {}

    SampleView answered(Answer answer) {
        boolean good = answer.sample().good();
        // A gap may hide anything, so the good times begin anew after one.
        Optional<Instant> before = trouble.isEmpty() ? goodSince : Optional.empty();
        Optional<Instant> since = good ? before.or(() -> Optional.of(answer.at())) : Optional.empty();
        Optional<Answer> ofApi = answer.fromApi() ? Optional.of(answer) : latestOfApi;
        return new SampleView(Optional.of(answer), latest, ofApi, since, Optional.empty());
    }

    SampleView failed(Instant now, String what) {
        Instant since = trouble.map(Trouble::since).orElse(now);
        return new SampleView(latest, previous, latestOfApi, goodSince, Optional.of(new Trouble(since, what)));
    }

    /** The last answer, unless nobody has answered for too long to rely on it. */
    public Optional<Answer> current(Instant now) {
        return latest.filter(answer -> !silent(now));
    }

    /** The last answer, if it has figures that may be decided upon. */
    public Optional<Answer> good(Instant now) {
        return current(now).filter(answer -> answer.sample().good());
    }

    private boolean silent(Instant now) {
        return trouble.filter(t -> t.since().plus(PATIENCE).isBefore(now)).isPresent();
    }
}

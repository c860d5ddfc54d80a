package io.shapservice.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Condition;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.crds.status.RedisMode;
import io.shapservice.crds.status.ShapServiceStatus;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.autoscale.Reason;
import io.shapservice.operator.example.Samples;
import io.shapservice.operator.example.Workers;
import io.shapservice.operator.sampling.SampleView;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.sampling.SampleView.Trouble;
import io.shapservice.operator.status.Finding.Truth;
import io.shapservice.operator.stuck.Judgement;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HOUSING = "{models: [{name: housing, source: {path: x}}], workers: {minReplicas: 2}}";
    private static final Decision DECISION = new Decision(2, 2, Reason.FOLLOWS_BACKLOG, "");

    @Test
    void aServiceThatHasEverythingIsReady() {
        Observation seen = observe(HOUSING, 1, 2, answered(Samples.idle()));

        assertThat(Conditions.of(seen))
                .extracting(Finding::truth)
                .containsExactly(Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.FALSE);
        assertThat(find(seen, ConditionType.READY).reason()).isEqualTo("Serving");
    }

    @Test
    void eachThingThatIsMissingHasItsReason() {
        assertReady(observe(HOUSING, 0, 2, answered(Samples.idle())), Truth.FALSE, "ApiUnavailable");
        assertReady(observe(HOUSING, 1, 1, answered(Samples.idle())), Truth.FALSE, "WorkersUnavailable");
        assertReady(observe(HOUSING, 1, 2, answered(Samples.redisAway())), Truth.FALSE, "RedisUnreachable");
        assertReady(
                observe("{models: [{name: other, source: {path: x}}]}", 1, 2, answered(Samples.idle())),
                Truth.FALSE,
                "ModelsNotLoaded");
        assertReady(observe(HOUSING, 1, 2, silent()), Truth.UNKNOWN, "SampleUnreachable");
    }

    @Test
    void silenceNamesItsLikelyCauses() {
        assertThat(find(observe(HOUSING, 1, 2, silent()), ConditionType.REDIS_REACHABLE)
                        .message())
                .contains("connection refused", "NetworkPolicy", "port 9090");
    }

    @Test
    void noWorkersAreRightWhenNoneIsAskedFor() {
        Observation seen = observe("{workers: {minReplicas: 0}}", 1, 0, answered(Samples.idle()));

        assertThat(find(seen, ConditionType.WORKERS_AVAILABLE).reason()).isEqualTo("ScaledToZero");
        assertReady(seen, Truth.TRUE, "Serving");
    }

    @Test
    void aPausedServiceIsStillReady() {
        Observation seen = observe("{paused: true, workers: {minReplicas: 2}}", 1, 2, answered(Samples.idle()));

        assertThat(find(seen, ConditionType.SCALING_ACTIVE).reason()).isEqualTo("Paused");
        assertReady(seen, Truth.TRUE, "Serving");
    }

    @Test
    void aConditionKeepsItsTimeUntilItsStatusChanges() {
        ShapServiceStatus first = build(observe(HOUSING, 1, 2, answered(Samples.idle()), NOW), null);
        ShapServiceStatus later = build(observe(HOUSING, 1, 2, answered(Samples.idle()), NOW.plusSeconds(60)), first);
        ShapServiceStatus away =
                build(observe(HOUSING, 1, 2, answered(Samples.redisAway()), NOW.plusSeconds(90)), later);

        assertThat(later).isEqualTo(first);
        assertThat(redis(away).getLastTransitionTime()).isEqualTo("2026-01-01T00:01:30Z");
        assertThat(redis(away).getStatus()).isEqualTo("False");
        assertThat(redis(away).getMessage()).isEqualTo("connection refused");
        assertThat(StatusBuilder.urgent(first, away)).isTrue();
    }

    @Test
    void aBacklogThatMovesIsNotUrgentAndIsRounded() {
        ShapServiceStatus before = build(observe(HOUSING, 1, 2, answered(Samples.waiting(1234))), null);
        ShapServiceStatus after = build(observe(HOUSING, 1, 2, answered(Samples.waiting(1130))), before);

        assertThat(before.backlog()).isNotNull();
        assertThat(before.backlog().seconds()).isEqualTo(1300);
        assertThat(before.backlog().summary()).isEqualTo("21m40s (620000 rows wait)");
        assertThat(after).isNotEqualTo(before);
        assertThat(StatusBuilder.urgent(before, after)).isFalse();
    }

    @Test
    void aBacklogThatIsNotKnownIsNotShownAsNone() {
        assertThat(build(observe(HOUSING, 1, 2, answered(Samples.redisAway())), null)
                        .backlog())
                .isNull();
        assertThat(build(observe(HOUSING, 1, 2, answered(Samples.idle())), null)
                        .backlog()
                        .summary())
                .isEqualTo("none");
    }

    @Test
    void whatBlocksTheOperatorIsShownAsDegraded() {
        Observation seen = new Observation(
                spec(HOUSING),
                1,
                1,
                Workers.fleet(2),
                List.of(),
                Optional.empty(),
                answered(Samples.idle()),
                Optional.of(DECISION),
                Judgement.NOTHING,
                List.of(new Blocker(ConditionReason.APPLY_FAILED, "Service housing-api could not be written: no")),
                Optional.empty(),
                Optional.of(RedisMode.MANAGED),
                false,
                NOW);

        assertThat(find(seen, ConditionType.DEGRADED).truth()).isEqualTo(Truth.TRUE);
        assertThat(find(seen, ConditionType.DEGRADED).reason()).isEqualTo("ApplyFailed");
    }

    private static void assertReady(Observation seen, Truth truth, String reason) {
        Finding ready = find(seen, ConditionType.READY);
        assertThat(ready.reason()).isEqualTo(reason);
        assertThat(ready.truth()).isEqualTo(truth);
    }

    private static Finding find(Observation seen, ConditionType type) {
        return Conditions.of(seen).stream()
                .filter(f -> f.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static ShapServiceStatus build(Observation seen, @Nullable ShapServiceStatus before) {
        return StatusBuilder.build(seen, Conditions.of(seen), before);
    }

    private static Condition redis(ShapServiceStatus status) {
        return StatusBuilder.previous(status, ConditionType.REDIS_REACHABLE).orElseThrow();
    }

    private static Observation observe(String spec, int api, int workers, SampleView samples) {
        return observe(spec, api, workers, samples, NOW);
    }

    private static Observation observe(String spec, int api, int workers, SampleView samples, Instant now) {
        return new Observation(
                spec(spec),
                1,
                api,
                Workers.fleet(workers),
                List.of(),
                Optional.empty(),
                samples,
                Optional.of(DECISION),
                Judgement.NOTHING,
                List.of(),
                Optional.empty(),
                Optional.of(RedisMode.MANAGED),
                false,
                now);
    }

    private static EffectiveSpec spec(String yaml) {
        try {
            return EffectiveSpec.of(new YAMLMapper().readValue(yaml, ShapServiceSpec.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleView answered(Sample sample) {
        Answer answer = new Answer(sample, NOW, "api-0", true);
        return new SampleView(
                Optional.of(answer), Optional.empty(), Optional.of(answer), Optional.empty(), Optional.empty());
    }

    private static SampleView silent() {
        return new SampleView(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Trouble(NOW.minusSeconds(60), "pod api-0: connection refused")));
    }
}

package io.shapservice.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shapservice.crds.status.BacklogStatus;
import io.shapservice.crds.status.LastFailure;
import io.shapservice.crds.status.ShapServiceStatus;
import io.shapservice.crds.status.WorkersStatus;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.protocol.sample.Sample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status that an observation amounts to; what has not changed keeps its time. Pure. */
public final class StatusBuilder {
    private StatusBuilder() {}

    public static ShapServiceStatus build(
            Observation seen, List<Finding> findings, @Nullable ShapServiceStatus before) {
        Optional<Sample> good = seen.samples().good(seen.now()).map(Answer::sample);
        return new ShapServiceStatus(
                seen.generation(),
                findings.stream()
                        .map(finding -> condition(finding, seen, before))
                        .toList(),
                workers(seen, good, before),
                good.map(sample -> Backlog.of(sample.queue())).orElse((BacklogStatus) null),
                seen.spec().models().isEmpty() ? null : Models.of(seen),
                seen.redisMode().orElse(before == null ? null : before.redisMode()),
                lastFailure(seen, before));
    }

    private static Condition condition(Finding finding, Observation seen, @Nullable ShapServiceStatus before) {
        String since = previous(before, finding.type())
                .filter(condition -> finding.truth().word().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(seen.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(finding.type().word())
                .withStatus(finding.truth().word())
                .withReason(finding.reason())
                .withMessage(finding.message())
                .withLastTransitionTime(since)
                .withObservedGeneration(seen.generation())
                .build();
    }

    /** The condition as it was last written. */
    public static Optional<Condition> previous(@Nullable ShapServiceStatus status, ConditionType type) {
        List<Condition> conditions = status == null ? null : status.conditions();
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(c -> type.word().equals(c.getType()))
                        .findFirst();
    }

    private static WorkersStatus workers(Observation seen, Optional<Sample> good, @Nullable ShapServiceStatus before) {
        WorkersStatus old = before == null ? null : before.workers();
        Integer desired = seen.decision().map(Decision::desired).orElse(old == null ? null : old.desired());
        Integer busy = good.map(sample -> (int) seen.fleet().live().stream()
                        .filter(pod -> Busy.names(sample).contains(pod.name()))
                        .count())
                .orElse(null);
        return new WorkersStatus(desired, seen.fleet().ready(), busy);
    }

    private static @Nullable LastFailure lastFailure(Observation seen, @Nullable ShapServiceStatus before) {
        Optional<LastFailure> told = Optional.ofNullable(before == null ? null : before.lastFailure());
        Stream<LastFailure> ended = seen.fleet().pods().stream()
                .map(WorkerPod::ended)
                .flatMap(Optional::stream)
                .map(end -> new LastFailure(
                        end.pod(),
                        end.reason(),
                        end.exitCode().orElse(null),
                        end.at().toString(),
                        end.exitCode()
                                .map(code -> "kubectl logs -c worker --previous " + end.pod())
                                .orElse(null)));
        return Stream.of(told.stream(), ended, seen.lastStuck().stream())
                .flatMap(Function.identity())
                .max(Comparator.comparing(StatusBuilder::time))
                .orElse(null);
    }

    private static Instant time(LastFailure failure) {
        String at = failure.at();
        return at == null ? Instant.EPOCH : Instant.parse(at);
    }

    /** Whether the two differ in something that has to be told at once: a condition, a decision, the generation. */
    public static boolean urgent(@Nullable ShapServiceStatus before, ShapServiceStatus after) {
        if (before == null || !Objects.equals(before.observedGeneration(), after.observedGeneration())) {
            return true;
        }
        if (!Objects.equals(desired(before), desired(after)) || before.redisMode() != after.redisMode()) {
            return true;
        }
        for (ConditionType type : ConditionType.values()) {
            Optional<String> old = previous(before, type).map(c -> c.getStatus() + c.getReason());
            if (!old.equals(previous(after, type).map(c -> c.getStatus() + c.getReason()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Integer desired(ShapServiceStatus status) {
        WorkersStatus workers = status.workers();
        return workers == null ? null : workers.desired();
    }
}

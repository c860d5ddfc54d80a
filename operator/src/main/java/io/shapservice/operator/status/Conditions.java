package io.shapservice.operator.status;

import static io.shapservice.operator.status.ConditionType.DEGRADED;
import static io.shapservice.operator.status.ConditionType.MODEL_LOADED;
import static io.shapservice.operator.status.ConditionType.READY;
import static io.shapservice.operator.status.ConditionType.REDIS_REACHABLE;
import static io.shapservice.operator.status.ConditionType.SCALING_ACTIVE;
import static io.shapservice.operator.status.Finding.no;
import static io.shapservice.operator.status.Finding.unknown;
import static io.shapservice.operator.status.Finding.yes;

import io.shapservice.crds.status.ModelStatus;
import io.shapservice.operator.autoscale.Decision;
import io.shapservice.operator.autoscale.Reason;
import io.shapservice.operator.pods.PodTrouble;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.operator.sampling.SampleView.Trouble;
import io.shapservice.operator.status.Finding.Truth;
import io.shapservice.operator.stuck.Judgement.Kind;
import io.shapservice.operator.stuck.Judgement.Restraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What holds of each condition, judged from one observation. Pure. */
public final class Conditions {
    private static final String ASK_NETWORK =
            "if it stays so, look for a NetworkPolicy or a service mesh that keeps the"
                    + " operator from port 9090 of the pods";

    private Conditions() {}

    public static List<Finding> of(Observation seen) {
        Finding models = modelLoaded(seen);
        Finding redis = redisReachable(seen);
        Finding workers = Workers.available(seen);
        return List.of(
                ready(seen, models, redis, workers), models, redis, workers, scalingActive(seen), degraded(seen));
    }

    private static Finding ready(Observation seen, Finding models, Finding redis, Finding workers) {
        if (seen.apiReady() == 0) {
            String why = seen.apiTroubles().stream()
                    .findFirst()
                    .map(trouble -> "; " + trouble.sentence())
                    .orElse("");
            return no(READY, ConditionReason.API_UNAVAILABLE, "no API pod is Ready" + why);
        }
        if (redis.truth() == Truth.FALSE) {
            return no(READY, ConditionReason.REDIS_UNREACHABLE, redis.message());
        }
        if (models.truth() == Truth.FALSE) {
            return no(READY, ConditionReason.MODELS_NOT_LOADED, models.message());
        }
        if (!workers.holds()) {
            return no(READY, ConditionReason.WORKERS_UNAVAILABLE, workers.message());
        }
        if (!redis.holds() || !models.holds()) {
            return unknown(READY, ConditionReason.SAMPLE_UNREACHABLE, silence(seen));
        }
        return yes(
                READY,
                ConditionReason.SERVING,
                "the API serves, models are loaded, Redis is reachable, workers are ready");
    }

    private static Finding modelLoaded(Observation seen) {
        List<ModelStatus> models = Models.of(seen);
        if (models.isEmpty()) {
            return yes(MODEL_LOADED, ConditionReason.NONE_DECLARED, "the resource declares no model");
        }
        if (seen.samples().current(seen.now()).isEmpty()
                || seen.samples().latestOfApi().isEmpty()) {
            return unknown(MODEL_LOADED, ConditionReason.SAMPLE_UNREACHABLE, silence(seen));
        }
        String missing = models.stream()
                .filter(model -> !Boolean.TRUE.equals(model.ready()))
                .map(model -> model.name() + ": " + model.message())
                .collect(Collectors.joining("; "));
        return missing.isEmpty()
                ? yes(MODEL_LOADED, ConditionReason.ALL_LOADED, "every declared model is served")
                : no(MODEL_LOADED, ConditionReason.MODELS_NOT_LOADED, missing);
    }

    private static Finding redisReachable(Observation seen) {
        Optional<Answer> answer = seen.samples().current(seen.now());
        if (answer.isEmpty()) {
            return unknown(REDIS_REACHABLE, ConditionReason.SAMPLE_UNREACHABLE, silence(seen));
        }
        if (answer.get().sample().good()) {
            return yes(REDIS_REACHABLE, ConditionReason.CONNECTED, "a pod had a good round trip to Redis");
        }
        Optional<PodTrouble> pod = seen.redisTrouble();
        if (pod.isPresent()) {
            return no(
                    REDIS_REACHABLE,
                    pod.get().kind() == PodTrouble.Kind.NODE_LOST
                            ? ConditionReason.NODE_LOST
                            : ConditionReason.REDIS_UNREACHABLE,
                    "the pod of the managed Redis, " + pod.get().sentence());
        }
        String detail = answer.get().sample().redis().detail();
        return no(
                REDIS_REACHABLE,
                ConditionReason.REDIS_UNREACHABLE,
                detail.isBlank() ? "no pod has had a good round trip to Redis lately" : detail);
    }

    private static Finding scalingActive(Observation seen) {
        if (seen.spec().paused()) {
            return no(
                    SCALING_ACTIVE,
                    ConditionReason.PAUSED,
                    "spec.paused is true: nothing is changed until it is false");
        }
        if (seen.decision().isEmpty()) {
            return unknown(SCALING_ACTIVE, ConditionReason.SAMPLE_UNREACHABLE, "nothing has been decided yet");
        }
        Decision decision = seen.decision().get();
        return new Finding(
                SCALING_ACTIVE, truth(decision.reason()), decision.reason().word(), Explanation.of(decision, seen));
    }

    private static Truth truth(Reason reason) {
        return switch (reason) {
            case FOLLOWS_BACKLOG, COOLING_DOWN, AT_MAXIMUM, SATURATED, UNSCHEDULABLE -> Truth.TRUE;
            case SAMPLE_UNREACHABLE, REDIS_UNREACHABLE, MANUAL, ADVISORY -> Truth.FALSE;
        };
    }

    private static Finding degraded(Observation seen) {
        if (!seen.blockers().isEmpty()) {
            Blocker blocker = seen.blockers().getFirst();
            return yes(DEGRADED, blocker.reason(), blocker.message());
        }
        Optional<Finding> restrained =
                seen.judgement().restraint().map(restraint -> yes(DEGRADED, reason(restraint), restraint.message()));
        return restrained
                .or(() -> lasting(seen).map(t -> yes(DEGRADED, Troubles.reason(t.kind()), t.sentence())))
                .orElseGet(() -> asExpected(seen));
    }

    private static Finding asExpected(Observation seen) {
        return seen.upgradeWaits()
                ? no(
                        DEGRADED,
                        ConditionReason.UPGRADE_WAITS,
                        "the operator is newer than its pods: they are changed after those of other services")
                : no(DEGRADED, ConditionReason.AS_EXPECTED, "nothing needs a person");
    }

    private static Optional<PodTrouble> lasting(Observation seen) {
        List<PodTrouble> all = new ArrayList<>(seen.fleet().troubles());
        all.addAll(seen.apiTroubles());
        seen.redisTrouble().ifPresent(all::add);
        return Troubles.lasting(all);
    }

    private static ConditionReason reason(Restraint restraint) {
        return restraint.kind() == Kind.INFRASTRUCTURE
                ? ConditionReason.INFRASTRUCTURE_SUSPECTED
                : ConditionReason.MANY_WORKERS_STUCK;
    }

    static String silence(Observation seen) {
        return seen.samples()
                .trouble()
                .map(Trouble::what)
                .map(what -> what + "; " + ASK_NETWORK)
                .orElse("no pod has answered yet");
    }
}

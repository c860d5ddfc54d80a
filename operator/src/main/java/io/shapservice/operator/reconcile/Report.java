package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.shapservice.crds.ShapService;
import io.shapservice.crds.status.ShapServiceStatus;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.redis.RedisSwitch;
import io.shapservice.operator.status.ConditionType;
import io.shapservice.operator.status.Conditions;
import io.shapservice.operator.status.Finding;
import io.shapservice.operator.status.Observation;
import io.shapservice.operator.status.StatusBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Turns what a pass has found into the resource's status, and says whether it is to be written now. */
final class Report {
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(15);

    /** How long a restarted operator listens before it contradicts what its predecessor wrote. */
    private static final Duration LISTENING = Duration.ofSeconds(10);

    private Report() {}

    /** @return the resource with nothing but its new status; empty when there is nothing to write */
    static Optional<ShapService> of(Pass pass, Findings found) {
        if (stillListening(pass)) {
            return Optional.empty();
        }
        Observation seen = new Observation(
                pass.spec(),
                pass.resource().getMetadata().getGeneration(),
                pass.children().apiReady(),
                found.fleet(),
                pass.children().apiTroubles(),
                pass.children().redisTrouble(),
                pass.samples(),
                found.decision(),
                found.judgement(),
                found.blockers(),
                pass.memory().lastStuck,
                found.setUp() ? Optional.of(RedisSwitch.wanted(pass.spec().redis())) : Optional.empty(),
                found.upgradeWaits(),
                pass.now());
        List<Finding> findings = Conditions.of(seen);
        ShapServiceStatus before = pass.resource().getStatus();
        ShapServiceStatus after = StatusBuilder.build(seen, findings, before);
        if (after.equals(before) || (!StatusBuilder.urgent(before, after) && !due(pass))) {
            return Optional.empty();
        }
        tellReady(pass, findings);
        pass.memory().statusWritten = Optional.of(pass.now());
        pass.tools().metrics().statusWritten();
        return Optional.of(only(pass, after));
    }

    private static boolean stillListening(Pass pass) {
        return pass.resource().getStatus() != null
                && pass.samples().latest().isEmpty()
                && pass.memory().statusWritten.isEmpty()
                && pass.now().isBefore(pass.memory().takenOver.plus(LISTENING));
    }

    private static boolean due(Pass pass) {
        return pass.memory()
                .statusWritten
                .or(() -> Optional.of(pass.memory().takenOver))
                .filter(at -> at.plus(BETWEEN_WRITES).isAfter(pass.now()))
                .isEmpty();
    }

    private static void tellReady(Pass pass, List<Finding> findings) {
        Finding ready = findings.getFirst();
        Optional<String> before = StatusBuilder.previous(pass.resource().getStatus(), ConditionType.READY)
                .map(Condition::getStatus);
        boolean was = before.filter("True"::equals).isPresent();
        boolean is = ready.truth() == Finding.Truth.TRUE;
        if (is && !was) {
            pass.event(EventReason.READY, ready.message());
        } else if (was && ready.truth() == Finding.Truth.FALSE) {
            pass.event(EventReason.NOT_READY, ready.reason() + ": " + ready.message());
        }
    }

    /** Server-side apply of a status owns what it names, so nothing else is named. */
    private static ShapService only(Pass pass, ShapServiceStatus status) {
        ShapService resource = new ShapService();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(pass.service().name())
                .withNamespace(pass.service().namespace())
                .build());
        resource.setStatus(status);
        return resource;
    }
}

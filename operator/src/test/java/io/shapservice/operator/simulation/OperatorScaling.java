package io.shapservice.operator.simulation;

import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.operator.autoscale.Autoscaler;
import io.shapservice.operator.autoscale.FleetSize;
import io.shapservice.operator.autoscale.History;
import io.shapservice.operator.autoscale.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The operator's own, as it is. */
final class OperatorScaling implements Scaling {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private final Policy policy;
    private History history;

    OperatorScaling(int min, int max) {
        policy = new Policy(WorkersMode.AUTO, min, min, max, Duration.ofSeconds(60), Duration.ofSeconds(300));
        history = History.takingOver(START, min);
    }

    @Override
    public int desired(SimulatedService service, int second) {
        FleetSize fleet = new FleetSize(service.size(), service.up(second), Optional.empty());
        Autoscaler.Outcome outcome =
                Autoscaler.decide(service.sample(second), fleet, policy, history, START.plusSeconds(second));
        history = outcome.history();
        return outcome.decision().target();
    }
}

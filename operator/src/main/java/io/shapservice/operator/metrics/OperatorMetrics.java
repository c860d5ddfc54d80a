package io.shapservice.operator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the operator counts; without labels per resource, so that the number of series does not grow with them. */
public final class OperatorMetrics {
    private final Timer passes;
    private final Counter failures;
    private final Counter stuck;
    private final Counter created;
    private final Counter deleted;
    private final Counter statusWrites;

    public OperatorMetrics(MeterRegistry registry) {
        this.passes = Timer.builder("shap.operator.pass")
                .description("One pass over one ShapService")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        this.failures = counter(registry, "shap.operator.pass.failures", "Passes that ended with an error");
        this.stuck = counter(registry, "shap.operator.workers.stuck", "Workers replaced because they made no progress");
        // Not "created": Prometheus keeps that ending for itself and cuts it off.
        this.created = counter(registry, "shap.operator.workers.added", "Worker pods created");
        this.deleted = counter(registry, "shap.operator.workers.removed", "Worker pods deleted");
        this.statusWrites = counter(registry, "shap.operator.status.writes", "Statuses written");
    }

    public void passed(Duration took) {
        passes.record(took);
    }

    public void failed() {
        failures.increment();
    }

    public void workerStuck() {
        stuck.increment();
    }

    public void workerCreated() {
        created.increment();
    }

    public void workerDeleted() {
        deleted.increment();
    }

    public void statusWritten() {
        statusWrites.increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}

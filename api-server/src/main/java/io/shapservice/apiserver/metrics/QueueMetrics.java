package io.shapservice.apiserver.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.QueueState;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The queue as this process last saw it. Every API pod shows the same queue: over pods take the maximum, not the sum. What is not
 * known, as while Redis is away, is NaN, which no threshold of an alert is above or below.
 */
public final class QueueMetrics implements MeterBinder {
    private static final List<String> STATES = List.of("idle", "busy", "paused", "draining");

    private final Supplier<@Nullable Sample> known;
    /** The registry holds them weakly. */
    private final List<Total> totals = new ArrayList<>();

    /** @param known the last good sample while it is recent; must not block */
    public QueueMetrics(Supplier<@Nullable Sample> known) {
        this.known = known;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        queue(meters, "waiting.batches", "Batches that no worker holds", q -> q.waitingBatches());
        queue(meters, "waiting.rows", "Rows that no worker holds", q -> q.waitingRows());
        queue(meters, "in.flight.batches", "Batches under lease", q -> q.inFlightBatches());
        queue(
                meters,
                "dead.batches",
                "Batches given up, of jobs that are kept; worry when it grows",
                q -> q.deadBatches());
        queue(meters, "jobs.active", "Jobs queued or running", q -> q.jobsActive());
        seconds(meters, "waiting.work", "CPU time of work that no worker holds", QueueState::waitingSeconds);
        seconds(meters, "in.flight.work", "CPU time of work under lease", QueueState::inFlightSeconds);
        seconds(meters, "batch.cost", "CPU time of a batch, averaged over what waits", QueueState::secondsPerBatch);
        seconds(
                meters,
                "oldest.age",
                "Age of the oldest batch that waits; worry when it exceeds what users wait for",
                QueueState::oldestAgeSeconds);
        counter(meters, "rows.committed", "Rows committed since the data in Redis began", q -> q.rowsDone());
        counter(
                meters,
                "data.losses",
                "Times that Redis was found to have forgotten what it had answered; worry at the first",
                q -> q.integrity().dataLosses());
        counter(
                meters,
                "repairs",
                "Jobs whose keys contradicted each other and were mended",
                q -> q.integrity().repairs());
        fleet(meters);
    }

    private void fleet(MeterRegistry meters) {
        for (String state : STATES) {
            Gauge.builder("shap.fleet.workers", () -> workers(state))
                    .tag("state", state)
                    .description("Workers with a heartbeat in Redis")
                    .register(meters);
        }
        Gauge.builder("shap.fleet.heartbeat.age.max", () -> oldest(WorkerState::heartbeatAgeSeconds))
                .baseUnit("seconds")
                .description("Since the quietest worker reported; worry above spec.workers.stuckAfter")
                .register(meters);
        Gauge.builder("shap.fleet.progress.age.max", () -> oldest(WorkerState::progressAgeSeconds))
                .baseUnit("seconds")
                .description("Since a worker that holds batches made progress, of the one that made none for longest")
                .register(meters);
    }

    private void queue(MeterRegistry meters, String name, String description, ToDoubleFunction<QueueState> value) {
        Gauge.builder("shap.queue." + name, () -> of(value))
                .description(description)
                .register(meters);
    }

    private void seconds(MeterRegistry meters, String name, String description, ToDoubleFunction<QueueState> value) {
        Gauge.builder("shap.queue." + name, () -> of(value))
                .baseUnit("seconds")
                .description(description)
                .register(meters);
    }

    /** Counted in Redis, so that it outlives every process. */
    private void counter(MeterRegistry meters, String name, String description, ToDoubleFunction<QueueState> value) {
        Total total = new Total(value);
        totals.add(total);
        FunctionCounter.builder("shap.queue." + name, total, Total::read)
                .description(description)
                .register(meters);
    }

    /** Keeps its last value while nothing is known: a counter that says nothing for a while would look reset. */
    private final class Total {
        private final ToDoubleFunction<QueueState> value;
        private volatile double last = Double.NaN;

        private Total(ToDoubleFunction<QueueState> value) {
            this.value = value;
        }

        private double read() {
            double now = of(value);
            if (!Double.isNaN(now)) {
                last = now;
            }
            return last;
        }
    }

    private double of(ToDoubleFunction<QueueState> value) {
        Sample sample = known.get();
        return sample == null ? Double.NaN : value.applyAsDouble(sample.queue());
    }

    private double workers(String state) {
        Sample sample = known.get();
        return sample == null
                ? Double.NaN
                : sample.workers().stream().filter(w -> w.state().equals(state)).count();
    }

    private double oldest(ToDoubleFunction<WorkerState> age) {
        Sample sample = known.get();
        return sample == null
                ? Double.NaN
                : sample.workers().stream().mapToDouble(age).max().orElse(0);
    }
}

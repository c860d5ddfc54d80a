package io.shapservice.apiserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.protocol.sample.Sample;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<@Nullable Sample> known = new AtomicReference<>();

    @BeforeEach
    void bind() {
        new QueueMetrics(known::get).bindTo(meters);
    }

    @Test
    void tellsWhatWaitsInBatchesAndInSecondsOfWork() {
        known.set(sample(412, 1234.5, 7));

        assertThat(meters.scrape().lines())
                .contains(
                        "shap_queue_waiting_batches 412.0",
                        "shap_queue_waiting_work_seconds 1234.5",
                        "shap_queue_oldest_age_seconds 7.0");
    }

    @Test
    void countsWorkersByStateAndTellsTheQuietest() {
        known.set(sample(0, 0, 0));

        assertThat(meters.scrape().lines())
                .contains(
                        "shap_fleet_workers{state=\"busy\"} 2.0",
                        "shap_fleet_workers{state=\"idle\"} 0.0",
                        "shap_fleet_heartbeat_age_max_seconds 9.0",
                        "shap_fleet_progress_age_max_seconds 40.0");
    }

    @Test
    void saysNothingOfAQueueThatItCannotSee() {
        assertThat(meters.scrape().lines())
                .contains("shap_queue_waiting_batches NaN", "shap_fleet_workers{state=\"busy\"} NaN");
    }

    @Test
    void aTotalStaysWhileRedisIsAway() {
        known.set(sample(0, 0, 0));
        assertThat(meters.scrape().lines()).contains("shap_queue_data_losses_total 3.0");

        known.set(null);
        assertThat(meters.scrape().lines())
                .contains("shap_queue_data_losses_total 3.0", "shap_queue_rows_committed_total 99000.0");
    }

    private static Sample sample(long waitingBatches, double waitingSeconds, double oldestAge) {
        Sample.QueueState queue = new Sample.QueueState(
                waitingSeconds,
                2,
                oldestAge,
                0.1,
                waitingBatches,
                5,
                200_000,
                1,
                3,
                99_000,
                new Sample.Integrity(3, "empty", 1, 0));
        return new Sample(
                Sample.SCHEMA_VERSION,
                1,
                "incarnation",
                1,
                new Sample.RedisState(true, 0, 1, ""),
                queue,
                List.of(worker("a", 9, 0), worker("b", 1, 40)),
                List.of());
    }

    private static Sample.WorkerState worker(String name, double heartbeatAge, double progressAge) {
        return new Sample.WorkerState(name, "uid", heartbeatAge, progressAge, 1, List.of(), 100, 200, "busy");
    }
}

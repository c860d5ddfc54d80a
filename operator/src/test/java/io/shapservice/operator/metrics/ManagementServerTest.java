package io.shapservice.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    @Test
    void itServesMetricsAndSaysWhetherItIsReady() throws IOException, InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AtomicBoolean ready = new AtomicBoolean(true);
        OperatorMetrics metrics = new OperatorMetrics(registry);
        metrics.workerStuck();
        metrics.workerCreated();
        try (ManagementServer server =
                ManagementServer.start(new InetSocketAddress("127.0.0.1", 0), registry, ready::get)) {
            assertThat(get(server, "/metrics").body())
                    .contains("shap_operator_workers_stuck_total 1.0", "shap_operator_workers_added_total 1.0");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            ready.set(false);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(ManagementServer server, String path)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

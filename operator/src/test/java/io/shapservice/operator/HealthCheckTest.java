package io.shapservice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.operator.metrics.ManagementServer;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    @Test
    void isFineOnlyWhenTheOperatorSaysThatItIs() throws Exception {
        assertThat(exitCode(true)).isZero();
        assertThat(exitCode(false)).isEqualTo(1);
    }

    @Test
    void failsWhenNobodyAnswers() throws Exception {
        assertThat(HealthCheck.check(URI.create("http://127.0.0.1:1/health/ready")))
                .isEqualTo(1);
    }

    private static int exitCode(boolean ready) throws Exception {
        try (ManagementServer server = ManagementServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                () -> ready)) {
            return HealthCheck.check(URI.create("http://127.0.0.1:" + server.port() + "/health/ready"));
        }
    }
}

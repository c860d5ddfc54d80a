package io.shapservice.apiserver.config;

import io.shapservice.protocol.Ports;
import io.shapservice.protocol.env.Environment;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the process is told by its environment.
 *
 * @param apiPort 0 for any free one
 * @param managementPort 0 for any free one
 * @param configFile JSON of the service's models; read again when it changes
 * @param batchSize for new jobs, unless the service's configuration states one
 * @param redisTimeout of one command; Redis counts as away after three of them without a good round trip
 * @param stuckAfter T of the stuck-worker timeline
 * @param drain how long stopping waits for requests in flight
 */
public record ApiSettings(
        String service,
        String address,
        int apiPort,
        int managementPort,
        Path configFile,
        int batchSize,
        Duration resultsTtl,
        Duration redisTimeout,
        Duration stuckAfter,
        Duration drain,
        Limits limits) {
    private static final int MAX_BATCH_SIZE = 100_000;

    public static ApiSettings from(Environment env) {
        int grace = env.integer(EnvironmentVariable.TERMINATION_GRACE_SECONDS, 30, 1, 86_400);
        return new ApiSettings(
                env.text(EnvironmentVariable.SHAP_SERVICE).orElse("shap"),
                env.text(EnvironmentVariable.POD_IP).orElse("127.0.0.1"),
                Ports.API,
                Ports.MANAGEMENT,
                Path.of(env.text(EnvironmentVariable.SHAP_CONFIG_FILE).orElse("/etc/shap/service.json")),
                env.integer(EnvironmentVariable.BATCH_SIZE, 500, 1, MAX_BATCH_SIZE),
                env.seconds(EnvironmentVariable.RESULTS_TTL, Duration.ofDays(1)),
                env.seconds(EnvironmentVariable.REDIS_TIMEOUT, Duration.ofSeconds(5)),
                env.seconds(EnvironmentVariable.STUCK_AFTER, Duration.ofSeconds(60)),
                Duration.ofSeconds(Math.clamp(grace - 5L, 1, 25)),
                Limits.DEFAULT);
    }
}

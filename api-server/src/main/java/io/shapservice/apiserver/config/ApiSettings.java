package io.shapservice.apiserver.config;

import io.shapservice.protocol.Ports;
import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
 * @param apiKeysFile who may ask; null for everyone
 * @param corsOrigins origins of web pages that may ask from a browser
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
        @Nullable Path apiKeysFile,
        Set<String> corsOrigins,
        Limits limits) {
    private static final int MAX_BATCH_SIZE = 100_000;
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    public ApiSettings {
        corsOrigins = Set.copyOf(corsOrigins);
    }

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
                env.text(EnvironmentVariable.API_KEYS_FILE).map(Path::of).orElse(null),
                env.text(EnvironmentVariable.CORS_ORIGINS)
                        .map(ApiSettings::origins)
                        .orElse(Set.of()),
                Limits.DEFAULT);
    }

    private static Set<String> origins(String text) {
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : text.split(",", -1)) {
            String bare = origin.strip();
            if (!bare.equals("*") && !ORIGIN.matcher(bare).matches()) {
                throw new ConfigurationException(EnvironmentVariable.CORS_ORIGINS
                        + " must be origins such as https://app.example.com, separated by commas, or *");
            }
            origins.add(bare);
        }
        return origins;
    }
}

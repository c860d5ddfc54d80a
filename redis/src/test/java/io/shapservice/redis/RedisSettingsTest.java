package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
    @Test
    void onlyTheUrlIsRequired() {
        assertThat(from(Map.of("REDIS_URL", "redis://redis/0")))
                .isEqualTo(new RedisSettings(
                        URI.create("redis://redis:6379/0"), Duration.ofSeconds(5), true, 10, null, null));
        assertThatThrownBy(() -> from(Map.of()))
                .hasMessage("REDIS_URL is not set: give the address of Redis, as in redis://127.0.0.1:6379/0");
    }

    @Test
    void everyVariableIsRead() {
        RedisSettings settings = from(Map.of(
                "REDIS_URL", "rediss://redis:6380/2",
                "REDIS_TIMEOUT", "1.5",
                "REDIS_SOCKET_KEEPALIVE", "false",
                "REDIS_CONNECTION_POOL_SIZE", "3",
                "REDIS_USERNAME", "shap",
                "REDIS_PASSWORD_FILE", "/secret/password"));
        assertThat(settings)
                .isEqualTo(new RedisSettings(
                        URI.create("rediss://redis:6380/2"),
                        Duration.ofMillis(1500),
                        false,
                        3,
                        "shap",
                        Path.of("/secret/password")));
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> from(Map.of("REDIS_URL", "redis://:hunter2@redis:6379")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("REDIS_PASSWORD_FILE")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> from(Map.of("REDIS_URL", "redis://:hun ter2@redis:6379")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("ter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis:6379", "http://redis:6379", "redis://", "redis://redis:6379/zero", "://"})
    void whatIsNotARedisUrlIsRefusedWithTheFormThatIsWanted(String url) {
        assertThatThrownBy(() -> from(Map.of("REDIS_URL", url)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("REDIS_URL")
                .hasMessageContaining("redis://");
    }

    private static RedisSettings from(Map<String, String> values) {
        return RedisSettings.from(new Environment(values));
    }
}

package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
    @Test
    void onlyTheUrlIsRequired() {
        assertThat(from(Map.of("REDIS_URL", "redis://redis/0")))
                .isEqualTo(new RedisSettings(
                        new Topology.Standalone(),
                        List.of(new RedisAddress("redis", 6379)),
                        false,
                        0,
                        Duration.ofSeconds(5),
                        true,
                        10,
                        RedisAccess.OPEN));
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
                "REDIS_PASSWORD_FILE", "/secret/password",
                "REDIS_CA_FILE", "/secret/ca.crt"));
        assertThat(settings)
                .isEqualTo(new RedisSettings(
                        new Topology.Standalone(),
                        List.of(new RedisAddress("redis", 6380)),
                        true,
                        2,
                        Duration.ofMillis(1500),
                        false,
                        3,
                        new RedisAccess("shap", Path.of("/secret/password"), Path.of("/secret/ca.crt"), null)));
    }

    @Test
    void sentinelsAreNamedWithWhatTheyCallThePrimary() {
        Map<String, String> variables = Map.of(
                "REDIS_TOPOLOGY", "Sentinel",
                "REDIS_URL", "redis://s1,s2:7000,[::1]:7001/3",
                "REDIS_SENTINEL_MASTER", "mymaster",
                "REDIS_SENTINEL_PASSWORD_FILE", "/secret/sentinel");
        RedisSettings settings = from(variables);
        assertThat(settings.topology()).isEqualTo(new Topology.Sentinel("mymaster"));
        assertThat(settings.addresses())
                .containsExactly(
                        new RedisAddress("s1", 26379), new RedisAddress("s2", 7000), new RedisAddress("::1", 7001));
        assertThat(settings.database()).isEqualTo(3);
        assertThat(settings.access().sentinelPasswordFile()).isEqualTo(Path.of("/secret/sentinel"));
        assertThatThrownBy(() -> from(Map.of("REDIS_TOPOLOGY", "Sentinel", "REDIS_URL", "redis://s1")))
                .hasMessage("REDIS_SENTINEL_MASTER is not set: give the name by which the sentinels know the primary,"
                        + " often mymaster");
    }

    @Test
    void whatDoesNotFitTheTopologyIsRefused() {
        assertThat(from(Map.of("REDIS_TOPOLOGY", "Cluster", "REDIS_URL", "redis://n1,n2"))
                        .topology())
                .isEqualTo(new Topology.Cluster());
        assertThatThrownBy(() -> from(Map.of("REDIS_TOPOLOGY", "Cluster", "REDIS_URL", "redis://n1/1")))
                .hasMessage("REDIS_URL asks for database 1: a cluster has only 0");
        assertThatThrownBy(() -> from(Map.of("REDIS_URL", "redis://n1,n2")))
                .hasMessage("REDIS_URL names 2 servers: name one, or set REDIS_TOPOLOGY to Sentinel or Cluster");
        assertThatThrownBy(() -> from(Map.of("REDIS_TOPOLOGY", "cluster", "REDIS_URL", "redis://n1")))
                .hasMessage("REDIS_TOPOLOGY is 'cluster': it must be Standalone, Sentinel or Cluster");
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
    @ValueSource(
            strings = {
                "redis:6379",
                "http://redis:6379",
                "redis://",
                "redis://redis:6379/zero",
                "://",
                "redis://redis:0",
                "redis://a,,b"
            })
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

package io.shapservice.protocol.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static Environment with(String name, String value) {
        return new Environment(Map.of(name, value));
    }

    @Test
    void theOldNamesKeepWorkingWithTheirOldValues() {
        assertThat(with("REDIS_TIMEOUT", "5").seconds(EnvironmentVariable.REDIS_TIMEOUT, Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(with("REDIS_TIMEOUT", "0.25").seconds(EnvironmentVariable.REDIS_TIMEOUT, Duration.ZERO))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(with("REDIS_SOCKET_KEEPALIVE", "True").flag(EnvironmentVariable.REDIS_SOCKET_KEEPALIVE, false))
                .isTrue();
        assertThat(with("BATCH_SIZE", "300").integer(EnvironmentVariable.BATCH_SIZE, 500, 1, 100_000))
                .isEqualTo(300);
    }

    @Test
    void anEmptyValueCountsAsAbsent() {
        assertThat(with("BATCH_SIZE", " ").integer(EnvironmentVariable.BATCH_SIZE, 500, 1, 100_000))
                .isEqualTo(500);
        assertThatThrownBy(() -> with("REDIS_URL", "").requiredText(EnvironmentVariable.REDIS_URL, "give its address"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("REDIS_URL is not set: give its address");
    }

    @Test
    void aBadValueIsToldWithItsNameAndWhatWouldBeGood() {
        assertThatThrownBy(() -> with("BATCH_SIZE", "0").integer(EnvironmentVariable.BATCH_SIZE, 500, 1, 9))
                .hasMessage("BATCH_SIZE is '0': it must be a whole number from 1 to 9");
        assertThatThrownBy(
                        () -> with("REDIS_TIMEOUT", "soon").seconds(EnvironmentVariable.REDIS_TIMEOUT, Duration.ZERO))
                .hasMessage("REDIS_TIMEOUT is 'soon': it must be a positive number of seconds");
        assertThatThrownBy(() ->
                        with("REDIS_SOCKET_KEEPALIVE", "yes").flag(EnvironmentVariable.REDIS_SOCKET_KEEPALIVE, true))
                .hasMessage("REDIS_SOCKET_KEEPALIVE is 'yes': it must be true or false");
    }
}

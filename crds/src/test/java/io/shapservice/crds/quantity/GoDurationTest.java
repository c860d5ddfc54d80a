package io.shapservice.crds.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "60s,PT1M",
        "1h30m,PT1H30M",
        "250ms,PT0.25S",
        "1.5s,PT1.5S",
        "24h,PT24H",
        "0s,PT0S",
        "1m1m,PT2M",
        "0.5h,PT30M"
    })
    void aDurationIsReadAsGoReadsIt(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "1d", "-1s", "1 s", "1.s", "1S", "99999999999h"})
    void anythingElseIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"PT1M,1m", "PT1H30M,1h30m", "PT0.25S,0.25s", "PT0S,0s", "PT24H,24h", "PT1M10S,1m10s", "PT100S,1m40s"})
    void aDurationIsWrittenForPeople(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (long millis = 0; millis < 200_000_000; millis += 7_654_321) {
            Duration duration = Duration.ofMillis(millis);
            assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
        }
    }
}

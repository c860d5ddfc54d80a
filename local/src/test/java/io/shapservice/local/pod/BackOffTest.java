package io.shapservice.local.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void theWaitDoublesUpToAMost() {
        BackOff backOff = BackOff.ofLocalMode();

        assertThat(backOff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.after(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.after(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(backOff.after(6)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backOff.after(1000)).isEqualTo(Duration.ofSeconds(30));
    }
}

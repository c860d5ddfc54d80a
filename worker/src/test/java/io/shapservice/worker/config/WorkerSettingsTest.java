package io.shapservice.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.worker.memory.MemoryBounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
    @Test
    void theNameIsAllThatHasToBeGiven() {
        WorkerSettings settings = settings(Map.of());
        assertThat(settings.identity().name()).isEqualTo("w-0");
        assertThat(settings.identity().uid()).isEqualTo("w-0");
        assertThat(settings.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.memory()).isEqualTo(new MemoryBounds(512 * MemoryBounds.MIB, 475 * MemoryBounds.MIB));
        assertThat(settings.stuckAfter()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theTimelineFollowsFromT() {
        WorkerSettings settings = settings(Map.of("STUCK_AFTER", "4"));
        assertThat(settings.stalledAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.renewEvery()).isEqualTo(Duration.ofMillis(600));
        assertThat(settings(Map.of()).renewEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theThresholdOfAnotherLimitKeepsItsShare() {
        assertThat(settings(Map.of("MEMORY_LIMIT_MB", "1024")).memory().threshold())
                .isEqualTo(950 * MemoryBounds.MIB);
    }

    @Test
    void aThresholdAboveTheLimitIsRefusedWithWhatToDo() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(Map.of("MEMORY_THRESHOLD_MB", "600")))
                .withMessageContainingAll("MEMORY_THRESHOLD_MB", "600", "MEMORY_LIMIT_MB", "512");
    }

    @Test
    void aWorkerWithoutANameIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> WorkerSettings.from(new Environment(Map.of())))
                .withMessageContaining("POD_NAME");
    }

    private static WorkerSettings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("POD_NAME", "w-0");
        return WorkerSettings.from(new Environment(values));
    }
}

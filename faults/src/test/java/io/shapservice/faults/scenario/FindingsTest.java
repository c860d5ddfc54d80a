package io.shapservice.faults.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings(Duration.ofSeconds(10));

    @Test
    void aRecoveryThatTookLongerThanPromisedIsABrokenPromise() {
        findings.recovered("a batch", Duration.ofMillis(10_100));

        assertThat(findings.violations()).singleElement().asString().contains("a batch took 10.1 s");
    }

    @Test
    void theLongestRecoveryIsShownBesideTheMedianAndThePromise() {
        findings.recovered("a", Duration.ofSeconds(3));
        findings.recovered("b", Duration.ofSeconds(1));
        findings.recovered("c", Duration.ofSeconds(2));

        assertThat(findings.violations()).isEmpty();
        assertThat(findings.summary()).isEqualTo("2.0 s (median), 3.0 s (longest), 10 s promised");
    }
}

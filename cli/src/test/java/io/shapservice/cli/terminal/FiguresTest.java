package io.shapservice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void durationsHaveTheUnitThatAPersonWouldChoose() {
        assertThat(Figures.duration(Duration.ofMillis(850))).isEqualTo("850 ms");
        assertThat(Figures.duration(Duration.ofMillis(4_240))).isEqualTo("4.2 s");
        assertThat(Figures.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Figures.moment(Duration.ofMillis(9_520))).isEqualTo("   9.5 s");
        assertThat(Figures.moment(Duration.ofSeconds(184))).isEqualTo(" 184.0 s");
    }

    @Test
    void valuesKeepTheDigitsThatMatter() {
        assertThat(Figures.value(8.3252)).isEqualTo("8.3252");
        assertThat(Figures.value(-122.23)).isEqualTo("-122.23");
        assertThat(Figures.value(2401)).isEqualTo("2401");
        assertThat(Figures.value(0.00012345)).isEqualTo("0.000123");
        assertThat(Figures.value(1.5e12)).isEqualTo("1.50e+12");
        assertThat(Figures.value(Double.NaN)).isEqualTo("missing");
        assertThat(Figures.signed(0.4)).isEqualTo("+0.4000");
        assertThat(Figures.count(20640)).isEqualTo("20,640");
        assertThat(Figures.error(3.4e-7)).isEqualTo("3.4e-07");
    }
}

package io.shapservice.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void aMessageThatIsOneLineStaysAsItIs() {
        assertThat(OneLine.of("the top: 'Größe' ≥ 1")).isEqualTo("the top: 'Größe' ≥ 1");
    }

    @Test
    void whatWouldBreakTheLineOrATerminalIsASpace() {
        assertThat(OneLine.of("a\nb\r\tc\u001b[2Jd\u0085e\u007ff\0")).isEqualTo("a b  c [2Jd e f ");
    }

    @Test
    void aLongMessageKeepsThePlaceAndTheReason() {
        assertThat(OneLine.of("learner: '" + "x".repeat(5_000_000) + "' is none"))
                .hasSize(OneLine.LONGEST)
                .startsWith("learner: 'xxx")
                .contains("x … x")
                .endsWith("xxx' is none");
        assertThat(OneLine.of("x".repeat(OneLine.LONGEST))).doesNotContain("…");
    }
}

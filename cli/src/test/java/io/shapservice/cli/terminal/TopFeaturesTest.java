package io.shapservice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopFeaturesTest {
    @Test
    void theLargestComesFirstWithTheLongestBar() {
        var lines = TopFeatures.lines(List.of("age", "income", "noise"), new double[] {0.25, 1, 0}, 2);
        assertThat(lines)
                .containsExactly("  income         1  " + "█".repeat(40), "     age    0.2500  " + "█".repeat(10));
    }

    @Test
    void aModelThatUsesNoFeatureHasNoBars() {
        assertThat(TopFeatures.lines(List.of("a"), new double[] {0}, 5)).containsExactly("  a         0");
    }
}

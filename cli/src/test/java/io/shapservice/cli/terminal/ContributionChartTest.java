package io.shapservice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.cli.terminal.ContributionChart.Contribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionChartTest {
    @Test
    void barsLeaveOneAxisToTheSideOfTheirSignInOrderOfTheirSize() {
        var lines = ContributionChart.lines(
                2,
                List.of(
                        new Contribution("rooms", 880, -0.5),
                        new Contribution("income", 8.3252, 1.5),
                        new Contribution("age", 41, 0)),
                3,
                10);
        assertThat(lines)
                .containsExactly(
                        "    base value                    2",
                        "        income = 8.3252     +1.5000            │█████████████████████████████▎",
                        "         rooms = 880        -0.5000  ██████████│",
                        "           age = 41              +0            │",
                        "    prediction                    3");
    }

    @Test
    void contributionsBeyondTheShownOnesAreSummedInOneLine() {
        var lines = ContributionChart.lines(
                0,
                List.of(new Contribution("a", 1, 4), new Contribution("b", 1, -1), new Contribution("c", 1, -2)),
                1,
                1);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("2 others").contains("-3");
    }

    @Test
    void aRowWithoutAnyContributionHasNoBars() {
        var lines = ContributionChart.lines(1, List.of(new Contribution("a", Double.NaN, 0)), 1, 5);
        assertThat(lines.get(1)).contains("= missing").endsWith("│");
    }
}

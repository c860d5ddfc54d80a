package io.shapservice.engine.explain.interventional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkSpaceTest {
    @ParameterizedTest
    @CsvSource({"0.3, -1.2", "5, 5.5", "-3, 2", "-30, 30", "700, -700"})
    void theSlopeIsTheDifferenceQuotientEitherWayRound(double a, double b) {
        for (LinkSpace space : LinkSpace.values()) {
            double quotient = (space.value(a) - space.value(b)) / (a - b);
            assertThat(space.slope(a, b)).isCloseTo(quotient, within(1e-9 * Math.abs(quotient) + 1e-300));
            assertThat(space.slope(b, a)).isEqualTo(space.slope(a, b));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1e-12", "2, 1e-14", "-4, 0", "30, 1e-9"})
    void nearTheLimitItIsTheDerivative(double at, double step) {
        double p = LinkSpace.LOGISTIC.value(at);
        double derivative = p * LinkSpace.LOGISTIC.value(-at);
        assertThat(LinkSpace.LOGISTIC.slope(at, at + step)).isCloseTo(derivative, within(1e-8 * derivative));
        assertThat(LinkSpace.EXP.slope(at, at + step)).isCloseTo(Math.exp(at), within(1e-8 * Math.exp(at)));
    }

    @ParameterizedTest
    @CsvSource({"800, 900", "-900, -800", "-900, 900"})
    void saturatedProbabilitiesGiveNoNaN(double a, double b) {
        assertThat(LinkSpace.LOGISTIC.slope(a, b)).isBetween(0.0, 1.0);
    }
}

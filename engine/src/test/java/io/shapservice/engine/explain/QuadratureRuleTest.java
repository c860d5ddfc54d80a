package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureRuleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void powersUpToTwiceThePointsAreIntegratedExactly(int points) {
        QuadratureRule rule = QuadratureRule.ofPoints(points);

        for (int power = 0; power < 2 * points; power++) {
            double sum = 0;
            for (int q = 0; q < points; q++) {
                sum += rule.w()[q] * Math.pow(rule.t()[q], power);
            }
            assertThat(sum).isCloseTo(1.0 / (power + 1), offset(1e-15));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 19, 20, 29, 30})
    void aPathOfUDistinctFeaturesGetsARuleThatIsExactForItsDegree(int features) {
        int degree = Math.max(0, features - 1);

        assertThat(2 * QuadratureRule.forFeatures(features).points() - 1).isGreaterThanOrEqualTo(degree);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 40, 64, 100, 200, 500, 1024})
    void aLongerPathGetsFewerPointsAndStaysWithinTheStatedError(int features) {
        QuadratureRule rule = QuadratureRule.forFeatures(features);

        for (double share : new double[] {0, 0.01, 0.1, 0.3, 0.5, 0.9}) {
            double sum = 0;
            for (int q = 0; q < rule.points(); q++) {
                sum += rule.w()[q] * Math.pow(share + (1 - share) * rule.t()[q], features - 1);
            }
            double exact = (1 - Math.pow(share, features)) / (features * (1 - share));
            assertThat(sum).as("share %s", share).isCloseTo(exact, offset(1e-14));
        }
    }
}

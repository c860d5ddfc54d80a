package io.shapservice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AgreementTest {
    /** Two rows of two features; base 1. */
    private static final HousingData DATA =
            new HousingData(2, new double[] {1, 2, 3, 4}, new double[] {4, -10}, new double[] {1, 2, -5, -6}, 1);

    @Test
    void equalAnswersForEveryRepeatAgree() {
        var agreement = Agreement.of(DATA, new double[] {1, 2, -5, -6, 1, 2, -5, -6}, 1, new double[] {4, -10, 4, -10});
        assertThat(agreement).isEqualTo(new Agreement(0, 0, 0));
        assertThat(agreement.holds()).isTrue();
    }

    @Test
    void errorsAreMeasuredAgainstTheLargestPrediction() {
        var agreement = Agreement.of(DATA, new double[] {1.002, 1.999}, 1, new double[] {4.003});
        assertThat(agreement.values()).isCloseTo(0.0002, Offset.offset(1e-12));
        assertThat(agreement.sums()).isCloseTo(0.0001, Offset.offset(1e-12));
        assertThat(agreement.predictions()).isCloseTo(0.0003, Offset.offset(1e-12));
        assertThat(agreement.holds()).isFalse();
    }

    @Test
    void oneWrongValueInALaterRepeatIsEnough() {
        assertThat(Agreement.of(DATA, new double[] {1, 2, -5, -6, 2, 1}, 1, new double[] {4, -10, 4})
                        .holds())
                .isFalse();
    }

    @Test
    void aValueThatIsNoNumberNeverAgrees() {
        assertThat(Agreement.of(DATA, new double[] {Double.NaN, 2}, 1, new double[] {4})
                        .holds())
                .isFalse();
    }
}

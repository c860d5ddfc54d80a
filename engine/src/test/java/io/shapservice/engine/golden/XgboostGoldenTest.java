package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.model.ModelException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XgboostGoldenTest {
    static List<GoldenCase> values() {
        return GoldenCase.all("xgb_").stream().filter(c -> !c.refused()).toList();
    }

    static List<GoldenCase> refused() {
        return GoldenCase.all("xgb_").stream().filter(GoldenCase::refused).toList();
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesAreThoseOfXgboostItself(GoldenCase golden) throws Exception {
        Explanation explanation =
                Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT).explain(golden.rows(), Progress.NONE);

        double margin = largest(golden.array("margin"));
        check(golden, "margin", explanation.prediction(), margin);
        check(golden, "shap", explanation.values(), margin);
        check(golden, "base", explanation.baseValues(), margin);
        assertThat(explanation.additivityMaxError()).isLessThanOrEqualTo(2e-6 * Math.max(margin, 1));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aModelWithoutTreesIsRefusedAndSaysSo(GoldenCase golden) {
        assertThatThrownBy(golden::ensemble)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("gblinear")
                .hasMessageContaining("learner.gradient_booster");
    }

    private static void check(GoldenCase golden, String array, double[] actual, double margin) throws Exception {
        double[] expected = golden.array(array);
        assertThat(actual).as(array).hasSameSizeAs(expected);
        double scale = Math.max(Math.max(largest(expected), margin), 1e-6);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst / scale)
                .as("%s, scaled error", array)
                .isLessThanOrEqualTo(golden.tolerance().get(array))
                .isLessThanOrEqualTo(golden.strict().get(array));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}

package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Progress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What precision float costs: no more than four times what XGBoost's own values in float32 are off the exact ones. */
class FloatErrorTest {
    private static final double FACTOR = 4;

    static List<GoldenCase> cases() {
        return GoldenCase.all("xgb_").stream()
                .filter(c -> c.tolerance().containsKey("shap"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesInFloatAreAtMostFourTimesAsFarFromTheExactOnesAsXgboosts(GoldenCase golden) throws Exception {
        double[] exact = values(golden, Precision.DOUBLE);
        double theirs = largestDifference(golden.array("shap"), exact);
        // A value that XGBoost happens to hit is still held in a float: half a unit in its last place is no error.
        double rounding = Math.ulp((float) ScaledError.largest(exact)) / 2;

        double ours = largestDifference(values(golden, Precision.FLOAT), exact);

        assertThat(ours).isLessThanOrEqualTo(FACTOR * Math.max(theirs, rounding));
    }

    private static double[] values(GoldenCase golden, Precision precision) throws Exception {
        return Explainers.create(golden.ensemble(), new ExplainOptions(Method.PATH, false, Output.RAW, precision))
                .explain(golden.rows(), Progress.NONE)
                .values();
    }

    private static double largestDifference(double[] of, double[] exact) {
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            double difference = Math.abs(of[i] - exact[i]);
            // Written so that a NaN is an error too.
            largest = difference <= largest ? largest : difference;
        }
        return largest;
    }
}

package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BruteForceTest {
    /** Fewer when each of some thousand mutations is tried. */
    private static final int ENSEMBLES = Integer.getInteger("shap.ensembles", 4000);

    private static final int ROWS = 4;

    /** In float: rounding of some dozens of operations on numbers up to the largest leaf. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, 1e-9", "FLOAT, 2e-6"})
    void valuesAreTheMeanOverAllCoalitionsForEveryShapeOfTree(Precision precision, double tolerance) throws Exception {
        RandomGenerator random = new Random(20260101);
        ExplainOptions options = new ExplainOptions(Method.PATH, false, Output.RAW, precision);
        for (int n = 0; n < ENSEMBLES; n++) {
            RandomModel model = RandomModel.next(random);
            Table rows = model.rows(random, ROWS);
            Explanation explanation =
                    Explainers.create(model.ensemble(), options).explain(rows, Progress.NONE);
            for (int row = 0; row < ROWS; row++) {
                check("ensemble " + n + ", row " + row, model, rows, row, explanation, tolerance);
            }
        }
    }

    private static void check(
            String what, RandomModel model, Table rows, int row, Explanation explanation, double relative) {
        int features = rows.columns();
        double[] x = Arrays.copyOfRange(rows.values(), row * features, (row + 1) * features);
        for (int k = 0; k < model.base().length; k++) {
            double[] phi = new double[features];
            double base = model.base()[k];
            double prediction = model.base()[k];
            double scale = 1;
            for (RandomModel.Part part : model.parts(k)) {
                BruteForce oracle = part.tree();
                for (int j = 0; j < features; j++) {
                    phi[j] += oracle.shapley(x, j, part.leafValue());
                }
                base += oracle.value(x, 0, part.leafValue());
                prediction += oracle.value(x, (1 << features) - 1, part.leafValue());
                scale = Math.max(scale, Math.abs(prediction));
            }
            double tolerance = 1e-9 * scale;
            double ofValues = relative * scale;
            assertThat(explanation.baseValues()[k]).as(what).isCloseTo(base, within(tolerance));
            assertThat(explanation.prediction()[row * model.base().length + k])
                    .as(what)
                    .isCloseTo(prediction, within(model.arithmetic().sum() == Width.FLOAT32 ? 1e-5 : tolerance));
            for (int j = 0; j < features; j++) {
                assertThat(explanation.values()[(row * features + j) * model.base().length + k])
                        .as("%s, feature %d, output %d", what, j, k)
                        .isCloseTo(phi[j], within(ofValues));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }
}

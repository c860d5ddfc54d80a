package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionBruteForceTest {
    private static final int ENSEMBLES = 2000;
    private static final int ROWS = 3;

    @ParameterizedTest
    @CsvSource({"DOUBLE, 1e-9", "FLOAT, 2e-5"})
    void interactionsAreTheIndexOverAllCoalitionsForEveryShapeOfTree(Precision precision, double tolerance)
            throws Exception {
        ExplainOptions options = new ExplainOptions(Method.PATH, true, Output.RAW, precision);
        RandomGenerator random = new Random(20260202);
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
            String what, RandomModel model, Table rows, int row, Explanation explanation, double tolerance) {
        int features = rows.columns();
        int outputs = model.base().length;
        double[] x = Arrays.copyOfRange(rows.values(), row * features, (row + 1) * features);
        double[] actual = Objects.requireNonNull(explanation.interactions());
        for (int k = 0; k < outputs; k++) {
            double scale = model.scale(x, k);
            for (int i = 0; i < features; i++) {
                double sum = 0;
                for (int j = 0; j < features; j++) {
                    double value = actual[((row * features + i) * features + j) * outputs + k];
                    sum += value;
                    if (i != j) {
                        double expected = 0;
                        for (RandomModel.Part part : model.parts(k)) {
                            expected += part.tree().interaction(x, i, j, part.leafValue());
                        }
                        assertThat(value)
                                .as("%s, features %d and %d, output %d", what, i, j, k)
                                .isCloseTo(expected, within(tolerance * scale));
                        assertThat(value)
                                .as("symmetric")
                                .isEqualTo(actual[((row * features + j) * features + i) * outputs + k]);
                    }
                }
                assertThat(sum)
                        .as("%s, sum over the row of feature %d", what, i)
                        .isCloseTo(explanation.values()[(row * features + i) * outputs + k], within(1e-12 * scale));
            }
        }
    }
}

package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.interventional.InterventionalExplainer;
import io.shapservice.engine.explain.interventional.InterventionalLimits;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterventionalBruteForceTest {
    private static final int ENSEMBLES = 1500;
    private static final int ROWS = 3;
    private static final InterventionalLimits NO_TABLES = new InterventionalLimits(0, 1000);

    @ParameterizedTest
    @CsvSource({"DOUBLE, true, 1e-9", "FLOAT, true, 1e-6", "DOUBLE, false, 1e-9"})
    void valuesAreTheMeanOverAllMixturesWithTheBackground(Precision precision, boolean tables, double tolerance)
            throws Exception {
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, precision);
        RandomGenerator random = new Random(20260303);
        for (int n = 0; n < ENSEMBLES; n++) {
            RandomModel model = RandomModel.next(random);
            Background background = background(random, model);
            Table rows = model.rows(random, ROWS);
            Explainer explainer = new InterventionalExplainer(
                    model.ensemble(), options, background, tables ? InterventionalLimits.DEFAULT : NO_TABLES);
            Explanation explanation = explainer.explain(rows, Progress.NONE);
            for (int k = 0; k < model.base().length; k++) {
                check("ensemble " + n, model, background, rows, k, explanation, tolerance);
            }
        }
    }

    private static void check(
            String what,
            RandomModel model,
            Background background,
            Table rows,
            int k,
            Explanation explanation,
            double tolerance) {
        BackgroundBruteForce oracle = new BackgroundBruteForce(model, background);
        int features = rows.columns();
        double scale = 3;
        for (int row = 0; row < ROWS; row++) {
            double[] x = Arrays.copyOfRange(rows.values(), row * features, (row + 1) * features);
            double[] phi = new double[features];
            double base = 0;
            for (int z = 0; z < background.size(); z++) {
                double weight = background.weights()[z];
                double[] pair = oracle.pair(x, z, k);
                Arrays.setAll(phi, j -> phi[j] + weight * pair[j]);
                base += weight * oracle.margin(oracle.backgroundRow(z), k);
                scale = Math.max(scale, Math.abs(oracle.margin(x, k)));
            }
            assertThat(explanation.baseValues()[k]).as(what).isCloseTo(base, within(1e-9 * scale));
            for (int j = 0; j < features; j++) {
                assertThat(explanation.values()[(row * features + j) * model.base().length + k])
                        .as("%s, row %d, feature %d, output %d", what, row, j, k)
                        .isCloseTo(phi[j], within(tolerance * scale));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Link.class,
            names = {"LOGISTIC", "EXP"})
    void probabilitiesAreTheMeanOfRescaledPairs(Link link) throws Exception {
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, Output.PROBABILITY, Precision.DOUBLE);
        RandomGenerator random = new Random(20260404);
        for (int n = 0; n < ENSEMBLES; n++) {
            RandomModel model = RandomModel.next(random, random.nextInt(1, 6), random.nextInt(4) == 0 ? 3 : 1, link);
            Background background = background(random, model);
            Table rows = model.rows(random, ROWS);
            Explanation explanation =
                    Explainers.create(model.ensemble(), options, background).explain(rows, Progress.NONE);
            for (int k = 0; k < model.base().length; k++) {
                checkRescaled("ensemble " + n, model, background, rows, k, explanation);
            }
        }
    }

    private static void checkRescaled(
            String what, RandomModel model, Background background, Table rows, int k, Explanation explanation) {
        BackgroundBruteForce oracle = new BackgroundBruteForce(model, background);
        int features = rows.columns();
        int outputs = model.base().length;
        for (int row = 0; row < ROWS; row++) {
            double[] x = Arrays.copyOfRange(rows.values(), row * features, (row + 1) * features);
            double fx = oracle.margin(x, k);
            double[] phi = new double[features];
            double base = 0;
            for (int z = 0; z < background.size(); z++) {
                double fz = oracle.margin(oracle.backgroundRow(z), k);
                double slope = fx == fz
                        ? derivative(model.ensemble().link(), fx)
                        : (apply(model.ensemble().link(), fx)
                                        - apply(model.ensemble().link(), fz))
                                / (fx - fz);
                double factor = background.weights()[z] * slope;
                double[] pair = oracle.pair(x, z, k);
                Arrays.setAll(phi, j -> phi[j] + factor * pair[j]);
                base += background.weights()[z] * apply(model.ensemble().link(), fz);
            }
            double scale = Math.max(1, apply(model.ensemble().link(), fx)) * Math.max(1, base);
            assertThat(explanation.baseValues()[k]).as(what).isCloseTo(base, within(1e-9 * scale));
            assertThat(explanation.prediction()[row * outputs + k])
                    .as(what)
                    .isCloseTo(apply(model.ensemble().link(), fx), within(1e-5 * scale));
            for (int j = 0; j < features; j++) {
                assertThat(explanation.values()[(row * features + j) * outputs + k])
                        .as("%s, row %d, feature %d, output %d", what, row, j, k)
                        .isCloseTo(phi[j], within(1e-8 * scale));
            }
        }
    }

    private static double apply(Link link, double margin) {
        return link == Link.EXP ? Math.exp(margin) : 1 / (1 + Math.exp(-margin));
    }

    private static double derivative(Link link, double margin) {
        double value = apply(link, margin);
        return link == Link.EXP ? value : value * (1 - value);
    }

    private static Background background(RandomGenerator random, RandomModel model) throws Exception {
        int size = random.nextInt(1, 6);
        Table rows = model.rows(random, size);
        return random.nextBoolean()
                ? Background.of(rows)
                : Background.weighted(
                        rows,
                        random.doubles(size, 0.1, 1)
                                .map(w -> w < 0.3 ? 0 : w)
                                .map(w -> w + 1e-3)
                                .toArray());
    }
}

package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.RandomTrees;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BruteForceTest {
    private static final int ENSEMBLES = 4000;
    private static final int ROWS = 4;

    /** A random model with what the oracle needs to know of it. */
    private record Model(
            TreeEnsemble ensemble, List<SourceTree> trees, int[] treeOutputs, double[] base, Arithmetic arithmetic) {}

    @Test
    void valuesAreTheMeanOverAllCoalitionsForEveryShapeOfTree() throws Exception {
        RandomGenerator random = new Random(20260101);
        for (int n = 0; n < ENSEMBLES; n++) {
            Model model = model(random);
            Table rows = rows(random, model.ensemble().features());
            Explanation explanation =
                    Explainers.create(model.ensemble(), ExplainOptions.DEFAULT).explain(rows, Progress.NONE);
            for (int row = 0; row < ROWS; row++) {
                check("ensemble " + n + ", row " + row, model, rows, row, explanation);
            }
        }
    }

    private static void check(String what, Model model, Table rows, int row, Explanation explanation) {
        int features = rows.columns();
        double[] x = Arrays.copyOfRange(rows.values(), row * features, (row + 1) * features);
        for (int k = 0; k < model.base().length; k++) {
            double[] phi = new double[features];
            double base = model.base()[k];
            double prediction = model.base()[k];
            double scale = 1;
            for (int t = 0; t < model.trees().size(); t++) {
                int output = model.treeOutputs()[t];
                if (output != EnsembleHeader.ALL_OUTPUTS && output != k) {
                    continue;
                }
                int value = output == EnsembleHeader.ALL_OUTPUTS ? k : 0;
                BruteForce oracle = new BruteForce(model.trees().get(t), model.arithmetic(), features);
                for (int j = 0; j < features; j++) {
                    phi[j] += oracle.shapley(x, j, value);
                }
                base += oracle.value(x, 0, value);
                prediction += oracle.value(x, (1 << features) - 1, value);
                scale = Math.max(scale, Math.abs(prediction));
            }
            double tolerance = 1e-9 * scale;
            assertThat(explanation.baseValues()[k]).as(what).isCloseTo(base, within(tolerance));
            assertThat(explanation.prediction()[row * model.base().length + k])
                    .as(what)
                    .isCloseTo(prediction, within(model.arithmetic().sum() == Width.FLOAT32 ? 1e-5 : tolerance));
            for (int j = 0; j < features; j++) {
                assertThat(explanation.values()[(row * features + j) * model.base().length + k])
                        .as("%s, feature %d, output %d", what, j, k)
                        .isCloseTo(phi[j], within(tolerance));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }

    private static Model model(RandomGenerator random) throws Exception {
        int features = random.nextInt(1, 7);
        int outputs = random.nextInt(4) == 0 ? 3 : 1;
        Arithmetic arithmetic = new Arithmetic(
                random.nextBoolean() ? Width.FLOAT32 : Width.FLOAT64,
                random.nextBoolean() ? Comparison.LESS : Comparison.LESS_OR_EQUAL,
                random.nextBoolean() ? Width.FLOAT32 : Width.FLOAT64,
                0);
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        List<SourceTree> trees = new ArrayList<>();
        int[] treeOutputs = new int[random.nextInt(1, 4)];
        for (int t = 0; t < treeOutputs.length; t++) {
            boolean vector = outputs > 1 && random.nextBoolean();
            treeOutputs[t] = vector ? EnsembleHeader.ALL_OUTPUTS : random.nextInt(outputs);
            // Paths longer than there are features repeat them.
            trees.add(RandomTrees.tree(random, features, vector ? outputs : 1, random.nextInt(8)));
            builder.add(trees.getLast());
        }
        double[] base = random.doubles(outputs, -1, 1).toArray();
        TreeEnsemble ensemble = builder.build(new EnsembleHeader(
                features,
                List.of(),
                outputs,
                List.of(),
                treeOutputs,
                new double[0],
                base,
                Link.IDENTITY,
                arithmetic,
                "random"));
        return new Model(ensemble, trees, treeOutputs, base, arithmetic);
    }

    private static Table rows(RandomGenerator random, int features) {
        double[] values = new double[ROWS * features];
        Arrays.setAll(values, i -> RandomTrees.value(random));
        return new Table(values, ROWS, features, List.of());
    }
}

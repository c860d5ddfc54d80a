package io.shapservice.smile.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import smile.base.cart.Loss;
import smile.base.cart.SplitRule;
import smile.data.Tuple;
import smile.math.MathEx;

/** Our ensembles against the models of Smile's that they come from. */
class LearnersTest {
    private static final long SEED = 3;

    private final SurrogateOptions regression = options(SurrogateKind.GRADIENT_BOOSTING, Task.REGRESSION);

    private static SurrogateOptions options(SurrogateKind kind, Task task) {
        return SurrogateOptions.of(kind, task).withTrees(20).withSeed(SEED);
    }

    private static TrainingRows rows(int classes) throws Exception {
        Task task = classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
        return TrainingRows.of(TrainingData.rows(400, classes, 0.1, 1), TrainingData.TARGET, task);
    }

    /** Compares margins with what Smile's model, trained again from the same seed, says of each row. */
    private static void compare(
            SurrogateOptions options,
            int classes,
            double tolerance,
            Function<TrainingRows, Function<Tuple, double[]>> smile)
            throws Exception {
        TrainingRows rows = rows(classes);
        TreeEnsemble ensemble = SurrogateTraining.ensemble(new Learners(options, rows).train(), rows, options);
        MathEx.setSeed(SEED);
        Function<Tuple, double[]> model = smile.apply(rows);
        SmileFrame frame = SmileFrame.of(rows);
        double[] margin = new double[ensemble.outputs()];
        for (int row = 0; row < rows.rows(); row++) {
            ensemble.margin(rows.features()[row], 0, margin, 0);
            assertThat(margin).containsExactly(model.apply(frame.data().get(row)), offset(tolerance));
        }
    }

    @Test
    void boostedSumsAreSmilesToTheLastBit() throws Exception {
        compare(regression, 0, 0, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model = smile.regression.GradientTreeBoost.fit(
                    frame.formula(), frame.data(), Loss.ls(), 20, 6, 32, 5, 0.1, 0.8);
            return tuple -> new double[] {model.predict(tuple)};
        });
    }

    @Test
    void boostedProbabilitiesOfTwoClassesAreSmiles() throws Exception {
        compare(options(SurrogateKind.GRADIENT_BOOSTING, Task.CLASSIFICATION), 2, 1e-9, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model =
                    smile.classification.GradientTreeBoost.fit(frame.formula(), frame.data(), 20, 6, 32, 5, 0.1, 0.8);
            return tuple -> {
                double[] shares = new double[2];
                model.predict(tuple, shares);
                return new double[] {Math.log(shares[1] / shares[0])};
            };
        });
    }

    @Test
    void boostedSumsOfSeveralClassesAreSmilesUpToWhatSoftmaxDoesNotSee() throws Exception {
        SurrogateOptions options = options(SurrogateKind.GRADIENT_BOOSTING, Task.CLASSIFICATION);
        TrainingRows rows = rows(3);
        TreeEnsemble ensemble = SurrogateTraining.ensemble(new Learners(options, rows).train(), rows, options);
        MathEx.setSeed(SEED);
        SmileFrame frame = SmileFrame.of(rows);
        var model = smile.classification.GradientTreeBoost.fit(frame.formula(), frame.data(), 20, 6, 32, 5, 0.1, 0.8);
        for (int row = 0; row < rows.rows(); row++) {
            double[] margin = new double[3];
            double[] shares = new double[3];
            ensemble.margin(rows.features()[row], 0, margin, 0);
            model.predict(frame.data().get(row), shares);
            assertThat(margin[1] - margin[0]).isCloseTo(Math.log(shares[1] / shares[0]), offset(1e-9));
            assertThat(margin[2] - margin[0]).isCloseTo(Math.log(shares[2] / shares[0]), offset(1e-9));
        }
    }

    @Test
    void forestsAreSmiles() throws Exception {
        compare(options(SurrogateKind.RANDOM_FOREST, Task.REGRESSION), 0, 1e-12, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model =
                    smile.regression.RandomForest.fit(frame.formula(), frame.data(), 20, 1, 20, 4096, 2, 1, seeds());
            return tuple -> new double[] {model.predict(tuple)};
        });
        compare(options(SurrogateKind.RANDOM_FOREST, Task.CLASSIFICATION), 3, 1e-12, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model = smile.classification.RandomForest.fit(
                    frame.formula(), frame.data(), 20, 1, SplitRule.GINI, 20, 4096, 2, 1, null, seeds());
            return tuple -> {
                double[] shares = new double[3];
                model.predict(tuple, shares);
                return shares;
            };
        });
    }

    private static LongStream seeds() {
        return new java.util.Random(SEED).longs(20, 2, Long.MAX_VALUE);
    }

    @Test
    void singleTreesAreSmiles() throws Exception {
        compare(options(SurrogateKind.DECISION_TREE, Task.REGRESSION), 0, 0, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model = smile.regression.RegressionTree.fit(frame.formula(), frame.data(), 10, 256, 5);
            return tuple -> new double[] {model.predict(tuple)};
        });
        compare(options(SurrogateKind.DECISION_TREE, Task.CLASSIFICATION), 3, 0, rows -> {
            SmileFrame frame = SmileFrame.of(rows);
            var model =
                    smile.classification.DecisionTree.fit(frame.formula(), frame.data(), SplitRule.GINI, 10, 256, 5);
            return tuple -> {
                double[] shares = new double[3];
                model.predict(tuple, shares);
                return shares;
            };
        });
    }

    /** Smile's own are not for boosted trees: it leaves out the shrinkage and divides by the number of trees (its issue 670). */
    @Test
    void shapValuesAddUpWhereSmilesOwnDoNot() throws Exception {
        TrainingRows rows = rows(0);
        TreeEnsemble ensemble = SurrogateTraining.ensemble(new Learners(regression, rows).train(), rows, regression);
        double[] values =
                Arrays.stream(rows.features()).flatMapToDouble(Arrays::stream).toArray();
        Explanation ours = Explainers.create(ensemble, ExplainOptions.DEFAULT)
                .explain(new Table(values, rows.rows(), 3, List.of()), Progress.NONE);
        MathEx.setSeed(SEED);
        SmileFrame frame = SmileFrame.of(rows);
        var model = smile.regression.GradientTreeBoost.fit(
                frame.formula(), frame.data(), Loss.ls(), 20, 6, 32, 5, 0.1, 0.8);

        assertThat(ours.additivityMaxError()).isLessThan(1e-5);
        double base = Arrays.stream(rows.target()).average().orElseThrow();
        double theirs = Arrays.stream(model.shap(frame.data().get(0))).sum() + base;
        assertThat(Math.abs(theirs - model.predict(frame.data().get(0)))).isGreaterThan(0.05);
    }
}

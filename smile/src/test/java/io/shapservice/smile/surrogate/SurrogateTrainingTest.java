package io.shapservice.smile.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SurrogateTrainingTest {
    private static Surrogate trained(SurrogateKind kind, int classes, long seed) throws TableException {
        Task task = classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
        SurrogateOptions options = SurrogateOptions.of(kind, task).withSeed(seed);
        return SurrogateTraining.train(
                TrainingData.rows(1500, classes, 0.1, 7),
                "y",
                kind == SurrogateKind.DECISION_TREE ? options : options.withTrees(60));
    }

    @ParameterizedTest
    @CsvSource({
        "GRADIENT_BOOSTING, 0, R2, 0.97",
        "RANDOM_FOREST, 0, R2, 0.9",
        "DECISION_TREE, 0, R2, 0.9",
        "GRADIENT_BOOSTING, 2, AUC, 0.98",
        "GRADIENT_BOOSTING, 4, AUC, 0.98",
        "RANDOM_FOREST, 2, AUC, 0.95",
        "DECISION_TREE, 4, AUC, 0.95",
    })
    void aSurrogateIsCloseToItsTargetOnRowsThatItHasNotSeen(
            SurrogateKind kind, int classes, String measure, double least) throws Exception {
        Fidelity fidelity = trained(kind, classes, 1).fidelity();

        assertThat(fidelity.measure()).isEqualTo(measure);
        assertThat(fidelity.rows()).isEqualTo(300);
        assertThat(fidelity.value()).isBetween(least, 1.0);
    }

    @Test
    void outputsAndFeaturesAreNamedAfterTheTable() throws Exception {
        TreeEnsemble numbers = trained(SurrogateKind.GRADIENT_BOOSTING, 0, 1).ensemble();
        Surrogate two = trained(SurrogateKind.GRADIENT_BOOSTING, 2, 1);
        Surrogate four = trained(SurrogateKind.GRADIENT_BOOSTING, 4, 1);
        TreeEnsemble forest = trained(SurrogateKind.RANDOM_FOREST, 2, 1).ensemble();

        assertThat(numbers.featureNames()).containsExactly("a", "b", "c");
        assertThat(numbers.link()).isEqualTo(Link.IDENTITY);
        assertThat(two.ensemble().outputs()).isEqualTo(1);
        assertThat(two.ensemble().link()).isEqualTo(Link.LOGISTIC);
        assertThat(two.classes()).containsExactly("0", "10");
        assertThat(four.ensemble().outputNames()).containsExactly("0", "10", "20", "30");
        assertThat(four.ensemble().link()).isEqualTo(Link.SOFTMAX);
        assertThat(forest.outputNames()).containsExactly("0", "10");
        assertThat(forest.link()).isEqualTo(Link.IDENTITY);
    }

    @Test
    void aMissingValueIsLearntFromAndSentWhereItWasSeen() throws Exception {
        TreeEnsemble ensemble = trained(SurrogateKind.GRADIENT_BOOSTING, 0, 1).ensemble();
        double[] margin = new double[1];
        ensemble.margin(new double[] {Double.NaN, -1, 0}, 0, margin, 0);

        assertThat(margin[0]).isCloseTo(4, offset(0.2));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameModel(SurrogateKind kind) throws Exception {
        for (int classes : new int[] {0, 3}) {
            assertThat(bytes(trained(kind, classes, 1))).isEqualTo(bytes(trained(kind, classes, 1)));
        }
        assertThat(bytes(trained(kind, 0, 1))).isNotEqualTo(bytes(trained(kind, 0, 2)));
    }

    private static byte[] bytes(Surrogate surrogate) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SurrogateFile.write(surrogate, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void aSavedSurrogateIsReadBackToTheLastBit(SurrogateKind kind) throws Exception {
        for (int classes : new int[] {0, 2, 3}) {
            Surrogate surrogate = trained(kind, classes, 1);
            TreeEnsemble before = surrogate.ensemble();
            TreeEnsemble after = Models.read(bytes(surrogate));

            Table rows = TrainingData.rows(200, 0, 0.2, 9);
            double[] expected = new double[before.outputs()];
            double[] actual = new double[before.outputs()];
            for (int row = 0; row < rows.rows(); row++) {
                before.margin(rows.values(), row * 4, expected, 0);
                after.margin(rows.values(), row * 4, actual, 0);
                assertThat(actual).isEqualTo(expected);
            }
            assertThat(after.link()).isEqualTo(before.link());
            assertThat(after.featureNames()).isEqualTo(before.featureNames());
            assertThat(after.outputNames()).isEqualTo(before.outputNames());
            assertThat(after.library()).isEqualTo(before.library());
            assertThat(after.tree(0).cover(0)).isEqualTo(before.tree(0).cover(0));
        }
    }

    @Test
    void whatCannotBeTrainedOnIsRefusedWithItsPlace() {
        refused(changed(5, TrainingData.TARGET, Double.NaN), "y", Task.REGRESSION, "Row 5, column 'y'");
        refused(changed(7, 0, Double.POSITIVE_INFINITY), "y", Task.REGRESSION, "Row 7, column 'a'");
        refused(TrainingData.rows(100, 0, 0, 1), "z", Task.REGRESSION, "no column 'z'");
        refused(TrainingData.rows(19, 0, 0, 1), "y", Task.REGRESSION, "19 rows");
        refused(TrainingData.rows(200, 0, 0, 1), "y", Task.CLASSIFICATION, "more than 100");
        refused(TrainingData.rows(200, 1, 0, 1), "y", Task.CLASSIFICATION, "in every row");
    }

    private static Table changed(int row, int column, double value) {
        Table rows = TrainingData.rows(100, 0, 0, 1);
        rows.values()[row * 4 + column] = value;
        return rows;
    }

    private static void refused(Table rows, String target, Task task, String why) {
        assertThatThrownBy(() -> SurrogateTraining.train(
                        rows, target, SurrogateOptions.of(SurrogateKind.GRADIENT_BOOSTING, task)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aClassThatIsOnlyHeldOutIsRefused() {
        Table rows = TrainingData.rows(100, 2, 0, 1);
        List<Integer> refused = new ArrayList<>();
        for (int row = 0; row < 100; row++) {
            Table once = new Table(rows.values().clone(), 100, 4, rows.columnNames());
            once.values()[row * 4 + TrainingData.TARGET] = 99;
            try {
                SurrogateTraining.train(
                        once, "y", SurrogateOptions.of(SurrogateKind.DECISION_TREE, Task.CLASSIFICATION));
            } catch (TableException e) {
                assertThat(e).hasMessageContaining("99");
                refused.add(row);
            }
        }
        assertThat(refused).hasSize(20);
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        SurrogateOptions good = SurrogateOptions.of(SurrogateKind.RANDOM_FOREST, Task.REGRESSION);

        assertThatThrownBy(() -> good.withTrees(0)).hasMessageContaining("trees is 0");
        assertThatThrownBy(() ->
                        new SurrogateOptions(SurrogateKind.RANDOM_FOREST, Task.REGRESSION, 5, 31, 9, 1, 1, 1, 0.2, 1))
                .hasMessageContaining("maxDepth is 31");
        assertThatThrownBy(() ->
                        new SurrogateOptions(SurrogateKind.RANDOM_FOREST, Task.REGRESSION, 5, 3, 9, 1, 1, 1, 1, 1))
                .hasMessageContaining("heldOut is 1.0");
    }

    @Test
    void measuresAreThoseOfTheTextbooks() {
        double[] target = {0, 0, 1, 1};

        assertThat(FidelityMeasure.auc(new double[] {1, 2, 3, 4}, target, 1)).isEqualTo(1);
        assertThat(FidelityMeasure.auc(new double[] {4, 3, 2, 1}, target, 1)).isZero();
        assertThat(FidelityMeasure.auc(new double[] {5, 5, 5, 5}, target, 1)).isEqualTo(0.5);
        assertThat(FidelityMeasure.auc(new double[] {1, 3, 2, 4}, target, 1)).isEqualTo(0.75);
        assertThat(FidelityMeasure.auc(new double[] {1, 2}, new double[] {1, 1}, 1))
                .isNaN();
        assertThat(FidelityMeasure.r2(target, target)).isEqualTo(1);
        assertThat(FidelityMeasure.r2(new double[] {0.5, 0.5, 0.5, 0.5}, target))
                .isZero();
    }
}

package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.RandomTrees;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Models whose source keeps no covers. */
class CoversOfRowsTest {
    private static final int FEATURES = 4;
    private static final int ROWS = 40;

    private final RandomGenerator random = new Random(11);

    @Test
    void pathDependentValuesOfAModelWithoutCoversAreRefusedWithTheWayOut() throws Exception {
        TreeEnsemble bare = withoutCovers(6);

        assertThat(bare.hasCovers()).isFalse();
        assertThatThrownBy(() -> Explainers.create(bare, ExplainOptions.DEFAULT))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("this model's file (ONNX) does not keep it")
                .hasMessageContaining("background");
    }

    @Test
    void theCoverOfANodeIsTheWeightOfTheRowsThatPassIt() throws Exception {
        for (int n = 0; n < 300; n++) {
            TreeEnsemble bare = withoutCovers(random.nextInt(7));
            double[] rows = rows();
            double[] weights = random.doubles(ROWS, 0, 2).toArray();
            TreeEnsemble covered = bare.withCovers(rows, weights);

            assertThat(covered.hasCovers()).isTrue();
            Tree tree = covered.tree(0);
            double[] expected = new double[tree.nodes()];
            for (int row = 0; row < ROWS; row++) {
                pass(bare, rows, row, weights[row], expected);
            }
            for (int node = 0; node < expected.length; node++) {
                assertThat(tree.cover(node)).isCloseTo(expected[node], offset(1e-9));
            }
        }
    }

    private static void pass(TreeEnsemble model, double[] rows, int row, double weight, double[] covers) {
        Tree tree = model.tree(0);
        int node = 0;
        covers[0] += weight;
        while (!tree.isLeaf(node)) {
            double x = model.arithmetic().input(rows[row * FEATURES + tree.feature(node)]);
            boolean left = tree.goesLeft(node, x, model.arithmetic().comparison());
            node = left ? tree.left(node) : tree.right(node);
            covers[node] += weight;
        }
    }

    @Test
    void theBaseValueIsThenTheMeanPredictionOfTheRows() throws Exception {
        for (int n = 0; n < 100; n++) {
            double[] rows = rows();
            double[] weights = random.doubles(ROWS, 0, 2).toArray();
            TreeEnsemble covered = withoutCovers(6).withCovers(rows, weights);
            double mean = 0;
            double[] margin = new double[1];
            for (int row = 0; row < ROWS; row++) {
                covered.margin(rows, row * FEATURES, margin, 0);
                mean += weights[row] * margin[0] / Arrays.stream(weights).sum();
            }

            Explanation explanation = Explainers.create(covered, ExplainOptions.DEFAULT)
                    .explain(new Table(rows, ROWS, FEATURES, List.of()), Progress.NONE);

            assertThat(explanation.baseValues()[0]).isCloseTo(mean, offset(1e-6));
            assertThat(explanation.additivityMaxError()).isLessThan(1e-5);
        }
    }

    @Test
    void weightsThatAreNoWeightsAreRefused() throws Exception {
        TreeEnsemble bare = withoutCovers(3);

        assertThatThrownBy(() -> bare.withCovers(new double[FEATURES], new double[] {-1}))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> bare.withCovers(new double[FEATURES], new double[] {0}))
                .hasMessageContaining("add up to 0");
        assertThatThrownBy(() -> bare.withCovers(new double[FEATURES], new double[] {1, 1}))
                .hasMessageContaining("2 rows");
    }

    private double[] rows() {
        double[] rows = new double[ROWS * FEATURES];
        Arrays.setAll(rows, i -> RandomTrees.value(random));
        return rows;
    }

    private TreeEnsemble withoutCovers(int depth) throws Exception {
        SourceTree tree = RandomTrees.tree(random, FEATURES, 1, depth);
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        builder.add(new SourceTree(
                tree.left(),
                tree.right(),
                tree.feature(),
                tree.threshold(),
                new double[0],
                tree.defaultLeft(),
                tree.missing(),
                tree.categorySplit(),
                tree.categories(),
                tree.leafRow(),
                tree.leafValues(),
                1,
                0));
        return builder.build(new EnsembleHeader(
                FEATURES,
                List.of(),
                1,
                List.of(),
                new int[1],
                new double[0],
                new double[1],
                Link.IDENTITY,
                new Arithmetic(Width.FLOAT32, Comparison.LESS_OR_EQUAL, Width.FLOAT32, 0),
                "ONNX"));
    }
}

package io.shapservice.engine.model.onnx;

import static io.shapservice.engine.model.onnx.OnnxFile.classifier;
import static io.shapservice.engine.model.onnx.OnnxFile.margin;
import static io.shapservice.engine.model.onnx.OnnxFile.stump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tree operators add up, and what their sums mean. */
class OperatorsTest {
    private static final String[] TWO = {"no", "yes"};
    private static final String[] THREE = {"a", "b", "c"};

    /** Two trees with two targets; the second tree's root is not its first node. */
    private static OnnxFile.Op twoTrees() {
        return new OnnxFile.Op("TreeEnsembleRegressor", "x", "y")
                .integer("n_targets", 2)
                .ints("nodes_treeids", 5, 9, 5, 9, 5, 9)
                .ints("nodes_nodeids", 10, 3, 20, 4, 30, 1)
                .ints("nodes_featureids", 0, 0, 0, 0, 0, 2)
                .strings("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF", "LEAF", "LEAF", "BRANCH_LEQ")
                .floats("nodes_values", 0, 0, 0, 0, 0, 1)
                .ints("nodes_truenodeids", 20, 0, 0, 0, 0, 3)
                .ints("nodes_falsenodeids", 30, 0, 0, 0, 0, 4)
                .ints("target_treeids", 5, 5, 9, 5, 9, 5)
                .ints("target_nodeids", 20, 20, 4, 30, 3, 30)
                .ints("target_ids", 0, 1, 1, 0, 1, 0)
                .floats("target_weights", 1, 2, 8, 3, 16, 4);
    }

    @Test
    void nodesMayComeInAnyOrderWithAnyIdsAndWeightsOfALeafAddUp() throws Exception {
        TreeEnsemble model = new OnnxFile().op(twoTrees()).read();

        assertThat(margin(model, 0, 9, 1)).containsExactly(1, 2 + 16);
        assertThat(margin(model, 0, 9, 2)).containsExactly(1, 2 + 8);
        assertThat(margin(model, 1, 9, 2)).containsExactly(3 + 4, 8);
        assertThat(model.features()).isEqualTo(3);
        assertThat(model.hasCovers()).isFalse();
    }

    @Test
    void averagesAreDividedByTheNumberOfTreesBeforeTheBaseValuesAreAdded() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(twoTrees().text("aggregate_function", "AVERAGE").floats("base_values", 100, 200))
                .read();

        assertThat(margin(model, 1, 0, 2)).containsExactly(100 + 7 / 2.0, 200 + 8 / 2.0);
    }

    @ParameterizedTest
    @CsvSource({"MIN", "MAX"})
    void onlySumsAndAveragesAreExplained(String aggregate) {
        assertThatThrownBy(() -> new OnnxFile()
                        .op(twoTrees().text("aggregate_function", aggregate))
                        .read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(aggregate)
                .hasMessageContaining("graph.node[0] 'TreeEnsembleRegressor'");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, IDENTITY",
        "LOGISTIC, LOGISTIC",
        "SOFTMAX, SOFTMAX",
        "SOFTMAX_ZERO, OTHER",
        "PROBIT, OTHER",
    })
    void thePostTransformIsTheLink(String transform, Link link) throws Exception {
        TreeEnsemble classes = new OnnxFile()
                .op(classifier(transform, THREE, new long[] {0, 1, 2, 0, 1, 2}, 1, 2, 3, 4, 5, 6))
                .read();
        TreeEnsemble targets =
                new OnnxFile().op(twoTrees().text("post_transform", transform)).read();

        assertThat(classes.link()).isEqualTo(link);
        assertThat(targets.link()).isEqualTo(link);
        assertThat(margin(classes, 0, 0, 0)).containsExactly(1, 2, 3);
        assertThat(classes.outputNames()).containsExactly("a", "b", "c");
    }

    @Test
    void twoClassesWithOneColumnOfWeightsAreOneOutputForTheSecond() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(classifier("LOGISTIC", TWO, new long[] {0, 0}, -3, 4).floats("base_values", 0.5))
                .read();

        assertThat(model.outputNames()).containsExactly("yes");
        assertThat(model.link()).isEqualTo(Link.LOGISTIC);
        assertThat(margin(model, 0, 0, 0)).containsExactly(-2.5);
    }

    @Test
    void softmaxOverNothingAndOneColumnIsLogistic() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(classifier("SOFTMAX", TWO, new long[] {1, 1}, -3, 4))
                .read();

        assertThat(model.link()).isEqualTo(Link.LOGISTIC);
        assertThat(model.outputs()).isEqualTo(1);
    }

    @Test
    void twoClassesWithWeightsOfTheirOwnAreTwoOutputs() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(classifier("NONE", TWO, new long[] {0, 1, 0, 1}, 1, 2, 3, 4))
                .read();

        assertThat(margin(model, 1, 0, 0)).containsExactly(3, 4);
        assertThat(model.outputNames()).containsExactly("no", "yes");
    }

    @Test
    void whatOnnxLeavesUndefinedForTwoClassesIsRefused() {
        refused(classifier("SOFTMAX", TWO, new long[] {0, 0}, 1, 2), "not defined");
        refused(classifier("NONE", TWO, new long[] {0, 0}, 1, 2).floats("base_values", 1, 2), "2 base_values");
        refused(classifier("NONE", TWO, new long[] {1, 1}, 1, 2).floats("base_values", 1), "1 base_values");
        refused(classifier("NONE", TWO, new long[] {0, 1, 0, 1}, 1, 2, 3, 4).floats("base_values", 1), "not defined");
        refused(
                classifier("NONE", THREE, new long[] {0, 1, 2, 0, 1, 2}, 1, 2, 3, 4, 5, 6)
                        .floats("base_values", 1, 2),
                "2 base_values for 3 classes");
        refused(stump("BRANCH_LEQ", 0, false).floats("base_values", 1, 2), "2 base_values for 1 targets");
    }

    private static void refused(OnnxFile.Op op, String why) {
        assertThatThrownBy(() -> new OnnxFile().op(op).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("graph.node[0]");
    }

    /** Split on x1, with true → leaf 0 and false → a split by membership. */
    private static OnnxFile.Op five() {
        return new OnnxFile.Op("TreeEnsemble", "x", "y")
                .integer("n_targets", 2)
                .ints("tree_roots", 0)
                .ints("nodes_featureids", 1, 0)
                .tensor("nodes_modes", OnnxFile.UINT8, 1, 6)
                .tensor("nodes_splits", OnnxFile.FLOAT, 5, 0)
                .ints("nodes_truenodeids", 0, 1)
                .ints("nodes_trueleafs", 1, 1)
                .ints("nodes_falsenodeids", 1, 2)
                .ints("nodes_falseleafs", 0, 1)
                .ints("leaf_targetids", 0, 1, 0)
                .tensor("leaf_weights", OnnxFile.FLOAT, 1, 2, 3);
    }

    @Test
    void treeEnsembleOfOpsetFiveKeepsLeavesAndSetsApart() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(five().tensor("membership_values", OnnxFile.FLOAT, 2, 7, Double.NaN))
                .read();

        assertThat(margin(model, 7, 4, 0)).containsExactly(1, 0);
        assertThat(margin(model, 7, 5, 0)).containsExactly(0, 2);
        assertThat(margin(model, 3, 5, 0)).containsExactly(3, 0);
        assertThat(margin(model, Double.NaN, 5, 0)).containsExactly(3, 0);
    }

    @Test
    void aTreeThatLacksASetOrALeafIsRefused() {
        refused(five(), "membership_values");
        refused(five().ints("tree_roots", 0), "twice");
        refused(
                new OnnxFile.Op("TreeEnsemble", "x", "y")
                        .integer("n_targets", 1)
                        .ints("tree_roots", 0)
                        .ints("nodes_featureids", 1)
                        .tensor("nodes_modes", OnnxFile.UINT8, 1)
                        .tensor("nodes_splits", OnnxFile.FLOAT, 5)
                        .ints("nodes_truenodeids", 0)
                        .ints("nodes_trueleafs", 0)
                        .ints("nodes_falsenodeids", 1)
                        .ints("nodes_falseleafs", 1)
                        .ints("leaf_targetids", 0, 0)
                        .tensor("leaf_weights", OnnxFile.FLOAT, 1, 2),
                "node 0 is reached twice");
    }

    @Test
    void floatsAreAddedUpInFloat32() throws Exception {
        OnnxFile file = new OnnxFile();
        for (int i = 0; i < 3; i++) {
            file.op(stump("x", "t" + i, "BRANCH_LEQ", 0, false, i == 0 ? 1e8 : 1));
        }
        TreeEnsemble model = file.op(new OnnxFile.Op("Sum", "t0 t1 t2", "y")).read();

        assertThat(margin(model, 0, 0, 0)[0]).isCloseTo(1e8, offset(0.0));
    }
}

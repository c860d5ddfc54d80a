package io.shapservice.engine.model.onnx;

import static io.shapservice.engine.model.onnx.OnnxFile.margin;
import static io.shapservice.engine.model.onnx.OnnxFile.stump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each mode sends a number, as the specification's words and onnxruntime say. */
class ConditionsTest {
    private static final double NEXT = Math.nextUp(2f);
    private static final double BEFORE = Math.nextDown(2f);

    @ParameterizedTest
    @CsvSource({
        // mode, just below 2, at 2, just above 2, NaN, NaN when missing values take the true branch
        "BRANCH_LEQ, 1, 1, -1, -1, 1",
        "BRANCH_LT, 1, -1, -1, -1, 1",
        "BRANCH_GTE, -1, 1, 1, -1, 1",
        "BRANCH_GT, -1, -1, 1, -1, 1",
        "BRANCH_EQ, -1, 1, -1, -1, 1",
        "BRANCH_NEQ, 1, -1, 1, 1, 1",
    })
    void aConditionIsMetByTheNumbersThatItsNameSays(
            String mode, double below, double at, double above, double nan, double missing) throws Exception {
        for (boolean besideOtherModes : new boolean[] {false, true}) {
            TreeEnsemble plain = model(mode, false, besideOtherModes);
            assertThat(margin(plain, BEFORE, 0, 0)).containsExactly(below);
            assertThat(margin(plain, 2, 0, 0)).containsExactly(at);
            assertThat(margin(plain, NEXT, 0, 0)).containsExactly(above);
            assertThat(margin(plain, Double.NaN, 0, 0)).containsExactly(nan);
            assertThat(margin(model(mode, true, besideOtherModes), Double.NaN, 0, 0))
                    .containsExactly(missing);
        }
    }

    /** The other tree, whose leaves weigh nothing, makes {@code <=} the model's comparison. */
    private static TreeEnsemble model(String mode, boolean missingTrue, boolean besideOtherModes)
            throws ModelException {
        OnnxFile file = new OnnxFile().op(stump("x", "a", mode, 2, missingTrue, 1));
        return besideOtherModes
                ? file.op(stump("x", "b", "BRANCH_LEQ", 5, false, 0))
                        .op(new OnnxFile.Op("Add", "a b", "y"))
                        .read()
                : file.output("a").read();
    }

    @Test
    void numbersAreRoundedToFloat32BeforeTheyAreCompared() throws Exception {
        TreeEnsemble model = new OnnxFile().op(stump("BRANCH_LEQ", 2, false)).read();

        assertThat(margin(model, Math.nextUp(2.0), 0, 0)).containsExactly(1);
    }

    @Test
    void anInputOfDoublesIsComparedInDouble() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .input("x", OnnxFile.DOUBLE, 3)
                .op(stump("BRANCH_LEQ", 2, false))
                .read();

        assertThat(margin(model, 2, 0, 0)).containsExactly(1);
        assertThat(margin(model, Math.nextUp(2.0), 0, 0)).containsExactly(-1);
    }

    @Test
    void thresholdsAndWeightsMayBeDoubles() throws Exception {
        double threshold = 0.1;
        TreeEnsemble model = new OnnxFile()
                .input("x", OnnxFile.DOUBLE, 1)
                .op(new OnnxFile.Op("TreeEnsembleRegressor", "x", "y")
                        .ints("nodes_treeids", 7, 7, 7)
                        .ints("nodes_nodeids", 0, 1, 2)
                        .ints("nodes_featureids", 0, 0, 0)
                        .strings("nodes_modes", "BRANCH_LT", "LEAF", "LEAF")
                        .tensor("nodes_values_as_tensor", OnnxFile.DOUBLE, threshold, 0, 0)
                        .ints("nodes_truenodeids", 1, 0, 0)
                        .ints("nodes_falsenodeids", 2, 0, 0)
                        .ints("target_treeids", 7, 7)
                        .ints("target_nodeids", 1, 2)
                        .ints("target_ids", 0, 0)
                        .tensor("target_weights_as_tensor", OnnxFile.DOUBLE, 0.3, 0.7))
                .read();

        assertThat(margin(model, Math.nextDown(threshold))).containsExactly(0.3);
        assertThat(margin(model, threshold)).containsExactly(0.7);
    }

    /** Converters write "is x one of 1, 4, 6" as a chain whose members share one branch: two chains here, one in the other. */
    @Test
    void aChainOfEqualitiesThatShareABranchIsOneCondition() throws Exception {
        TreeEnsemble model = new OnnxFile().op(chain(4)).read();

        List<Double> sent = new ArrayList<>();
        for (double x : new double[] {0, 1, 2, 4, 4.5, 6, 7, Double.NaN}) {
            sent.add(margin(model, x, 0, 0)[0]);
        }
        assertThat(sent).containsExactly(-1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, -1.0);
        assertThat(model.leaves()).isEqualTo(2);
    }

    /** Nodes 0 … 2 ask for 1, 4 and 6; node 3 is their common leaf. */
    private static OnnxFile.Op chain(double middle) {
        return new OnnxFile.Op("TreeEnsembleRegressor", "x", "y")
                .ints("nodes_treeids", 0, 0, 0, 0, 0)
                .ints("nodes_nodeids", 2, 0, 3, 1, 4)
                .ints("nodes_featureids", 0, 0, 0, 0, 0)
                .strings("nodes_modes", "BRANCH_EQ", "BRANCH_EQ", "LEAF", "BRANCH_EQ", "LEAF")
                .floats("nodes_values", 6, 1, 0, middle, 0)
                .ints("nodes_truenodeids", 3, 3, 0, 3, 0)
                .ints("nodes_falsenodeids", 4, 1, 0, 2, 0)
                .ints("target_treeids", 0, 0)
                .ints("target_nodeids", 3, 4)
                .ints("target_ids", 0, 0)
                .floats("target_weights", 1, -1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -1, 1 << 24, Double.POSITIVE_INFINITY, Double.NaN})
    void equalityWithWhatIsNoCategoryIsRefused(double value) {
        assertThatThrownBy(() -> new OnnxFile().op(chain(value)).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("BRANCH_EQ")
                .hasMessageContaining("tree 0, node");
    }

    @Test
    void aThresholdThatIsNotANumberIsRefused() {
        assertThatThrownBy(() ->
                        new OnnxFile().op(stump("BRANCH_LT", Double.NaN, false)).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void aModeThatDoesNotExistIsRefused() {
        assertThatThrownBy(
                        () -> new OnnxFile().op(stump("BRANCH_NEAR", 1, false)).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'BRANCH_NEAR'");
    }
}

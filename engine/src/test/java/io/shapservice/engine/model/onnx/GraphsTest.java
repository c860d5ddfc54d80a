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
import io.shapservice.engine.model.onnx.OnnxFile.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators before and after the trees. */
class GraphsTest {
    private static OnnxFile trees() {
        return new OnnxFile().op(stump("x", "t", "BRANCH_LEQ", 0, false, 2));
    }

    @Test
    void whatChangesNothingMayFollowTheTrees() throws Exception {
        OnnxFile file = new OnnxFile()
                .op(classifier("LOGISTIC", new String[] {"no", "yes"}, new long[] {0, 0}, -3, 4))
                .op(new Op("Identity", "y", "p"))
                .op(new Op("Cast", "label", "words").integer("to", 8))
                .op(new Op("Normalizer", "p", "normal").text("norm", "L1"))
                .op(new Op("ZipMap", "normal", "map").strings("classlabels_strings", "no", "yes"))
                .output("words", "map");

        assertThat(margin(file.read(), 0, 0, 0)).containsExactly(-3);
        assertThat(file.read().link()).isEqualTo(Link.LOGISTIC);
    }

    @ParameterizedTest
    @CsvSource({"Sigmoid, LOGISTIC", "Exp, EXP", "Softmax, SOFTMAX"})
    void aLinkMayBeAnOperatorOfItsOwn(String operator, Link link) throws Exception {
        TreeEnsemble model = trees().op(new Op(operator, "t", "y")).read();

        assertThat(model.link()).isEqualTo(link);
        assertThat(margin(model, 0, 0, 0)).containsExactly(2);
    }

    @Test
    void arithmeticWithConstantsIsFoldedIntoTheTrees() throws Exception {
        TreeEnsemble model = trees().constant("half", 0.5)
                .constant("ten", 10)
                .op(new Op("Div", "t half", "twice"))
                .op(new Op("Sub", "ten twice", "z"))
                .op(new Op("Mul", "half z", "w"))
                .op(new Op("Add", "w ten", "v"))
                .op(new Op("Neg", "v", "y"))
                .read();

        assertThat(margin(model, 0, 0, 0)).containsExactly(-(0.5 * (10 - 2 / 0.5) + 10));
    }

    /** What converters make of a Poisson model with a base score. */
    @Test
    void aFactorAfterTheExponentialIsABaseValue() throws Exception {
        TreeEnsemble model = trees().constant("score", 0.75)
                .op(new Op("Exp", "t", "e"))
                .op(new Op("Mul", "e score", "y"))
                .read();

        assertThat(model.link()).isEqualTo(Link.EXP);
        assertThat(margin(model, 0, 0, 0)[0]).isCloseTo(2 + Math.log(0.75), offset(1e-6));
    }

    @Test
    void severalTreeOperatorsAddUp() throws Exception {
        TreeEnsemble model = trees().op(stump("x", "u", "BRANCH_GT", 5, false, 7))
                .constant("third", 1 / 3.0)
                .op(new Op("Mul", "u third", "v"))
                .op(new Op("Sum", "t v", "y"))
                .read();

        assertThat(model.trees()).isEqualTo(2);
        assertThat(margin(model, 0, 0, 0)[0]).isCloseTo(2 - 7 / 3.0, offset(1e-6));
    }

    @Test
    void treesBesideEachOtherAreOutputsAndTreesBehindEachOtherAreAveraged() throws Exception {
        TreeEnsemble beside = trees().op(stump("x", "u", "BRANCH_GT", 5, false, 7))
                .op(new Op("Concat", "t u", "y").integer("axis", 1))
                .read();
        TreeEnsemble behind = trees().op(stump("x", "u", "BRANCH_GT", 5, false, 7))
                .op(new Op("Concat", "t u", "s").integer("axis", 0))
                .op(new Op("ReduceMean", "s", "y"))
                .read();

        assertThat(margin(beside, 6, 0, 0)).containsExactly(-2, 7);
        assertThat(margin(behind, 6, 0, 0)).containsExactly(2.5);
    }

    @Test
    void aProbabilityBesideItsComplementIsOneOutput() throws Exception {
        TreeEnsemble model = trees().constant("one", 1)
                .op(new Op("Sigmoid", "t", "p"))
                .op(new Op("Sub", "one p", "q"))
                .op(new Op("Concat", "q p", "y").integer("axis", 1))
                .read();

        assertThat(model.outputs()).isEqualTo(1);
        assertThat(margin(model, 0, 0, 0)).containsExactly(2);
    }

    @Test
    void aGraphThatShowsAColumnPerClassIsExplainedWhole() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .op(classifier("NONE", new String[] {"a", "b"}, new long[] {0, 1, 0, 1}, 1, 2, 3, 4))
                .constant("zero", 0)
                .op(new Op("ArrayFeatureExtractor", "y zero", "first"))
                .output("label", "first")
                .read();

        assertThat(model.outputs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"Relu", "Log", "TopK", "Clip", "Sqrt"})
    void anyOtherOperatorOnTheSumsIsRefusedByName(String operator) {
        assertThatThrownBy(() -> trees().op(new Op("Identity", "t", "i"))
                        .op(new Op(operator, "i", "y"))
                        .read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("graph.node[2] '" + operator + "'");
    }

    @Test
    void operatorsThatDoNotCommuteWithTheLinkAreRefused() {
        assertThatThrownBy(() -> trees().constant("two", 2)
                        .op(new Op("Sigmoid", "t", "p"))
                        .op(new Op("Mul", "p two", "y"))
                        .read())
                .hasMessageContaining("'Mul'");
        assertThatThrownBy(() -> trees().op(new Op("Normalizer", "t", "y").text("norm", "L1"))
                        .read())
                .hasMessageContaining("'Normalizer'");
    }

    @ParameterizedTest
    @CsvSource({"Scaler", "Imputer", "Normalizer", "OneHotEncoder", "Binarizer", "Abs"})
    void whatChangesTheFeaturesIsRefusedByName(String operator) {
        assertThatThrownBy(() -> new OnnxFile()
                        .op(new Op(operator, "x", "z"))
                        .op(stump("z", "y", "BRANCH_LEQ", 0, false, 1))
                        .read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("graph.node[0] '" + operator + "'")
                .hasMessageContaining("changes the features");
    }

    @Test
    void columnsOfSeveralInputsHaveTheirNames() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .input("age", OnnxFile.FLOAT, 1)
                .input("rest", OnnxFile.FLOAT, 2)
                .op(new Op("Concat", "rest age", "all").integer("axis", 1))
                .op(stump("all", "y", "BRANCH_LEQ", 0, false, 1))
                .read();

        assertThat(model.featureNames()).containsExactly("age", "rest_0", "rest_1");
        assertThat(margin(model, 5, -1, 5)).containsExactly(1);
        assertThat(margin(model, -1, 5, -1)).containsExactly(-1);
    }

    @Test
    void columnsMayBeChosenAndReordered() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .constant("which", 2, 0)
                .op(new Op("ArrayFeatureExtractor", "x which", "z"))
                .op(stump("z", "y", "BRANCH_LEQ", 0, false, 1))
                .read();

        assertThat(model.features()).isEqualTo(3);
        assertThat(margin(model, 5, 5, -1)).containsExactly(1);
    }

    @Test
    void aWidthThatTheFileLeavesOpenIsThatOfTheLastFeatureUsed() throws Exception {
        TreeEnsemble model = new OnnxFile()
                .input("x", OnnxFile.FLOAT, -1)
                .op(stump("BRANCH_LEQ", 0, false))
                .read();

        assertThat(model.features()).isEqualTo(1);
    }

    @Test
    void aFeatureBeyondTheInputIsRefused() {
        assertThatThrownBy(() -> new OnnxFile()
                        .constant("none")
                        .input("x", OnnxFile.FLOAT, 1)
                        .op(stump("BRANCH_LEQ", 0, false).ints("nodes_featureids", 1, 0, 0))
                        .read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void aGraphWithoutTreesIsRefused() {
        assertThatThrownBy(() -> new OnnxFile().op(new Op("MatMul", "x x", "y")).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'MatMul'");
        assertThatThrownBy(() -> new OnnxFile()
                        .output("label")
                        .op(classifier("NONE", new String[] {"a", "b"}, new long[] {0, 0}, 1, 2))
                        .read())
                .hasMessageContaining("no output is a sum of trees");
    }
}

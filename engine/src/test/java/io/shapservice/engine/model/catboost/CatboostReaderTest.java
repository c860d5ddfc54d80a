package io.shapservice.engine.model.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ChangedText;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatboostReaderTest {
    private static final String FEATURES = """
            "features_info": {"float_features": [
              {"borders": [0.5], "feature_id": "b", "feature_index": 0, "flat_feature_index": 1, "has_nans": true,
               "nan_value_treatment": "AsTrue"},
              {"borders": [1], "feature_id": "a", "feature_index": 1, "flat_feature_index": 0, "has_nans": false,
               "nan_value_treatment": "AsFalse"}]}""";

    /** One oblivious tree of depth 2: bit 0 is column 1 above 0.5, bit 1 column 0 above 1. */
    private static final ChangedText MODEL = new ChangedText("{" + FEATURES + """
            , "model_info": {"catboost_version_info": "Branch: tags/v1.2.10", "params": {"loss_function": {"type": "RMSE"}}},
            "oblivious_trees": [{"leaf_values": [1, 2, 3, 4], "leaf_weights": [10, 20, 30, 40], "splits": [
              {"border": 0.5, "float_feature_index": 0, "split_index": 0, "split_type": "FloatFeature"},
              {"border": 1, "float_feature_index": 1, "split_index": 1, "split_type": "FloatFeature"}]}],
            "scale_and_bias": [1, [100]]}""");

    private static final ChangedText NESTED = new ChangedText("{" + FEATURES + """
            , "scale_and_bias": [1, [0, 0]], "trees": [
            {"split": {"border": 0.5, "float_feature_index": 0, "split_type": "FloatFeature"},
             "left": {"value": [1, -1], "weight": 3},
             "right": {"split": {"border": 1, "float_feature_index": 1}, "left": {"value": [2, -2], "weight": 4},
                       "right": {"value": [3, -3], "weight": 5}}}]}""");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 101",
        "0, 0.5, 101",
        "0, 0.500000001, 101",
        "0, 0.5001, 102",
        "2, 0, 103",
        "2, 2, 104",
        "1, 2, 102",
        "NaN, 0, 101",
        "0, NaN, 102",
        "Infinity, -Infinity, 103"
    })
    void aNumberAboveTheBorderInFloat32GoesRightAndNanAsTheFeatureSays(double a, double b, double prediction)
            throws Exception {
        assertThat(MODEL.margin(a, b)).containsExactly(prediction);
    }

    @Test
    void whatAModelIsCanBeAsked() throws Exception {
        TreeEnsemble model = MODEL.read();

        assertThat(model.features()).isEqualTo(2);
        assertThat(model.featureNames()).containsExactly("a", "b");
        assertThat(model.outputs()).isEqualTo(1);
        assertThat(model.library()).isEqualTo("CatBoost 1.2.10");
        assertThat(model.maxDepth()).isEqualTo(2);
    }

    @Test
    void theLastSplitIsTheRootAndCoversAddUp() throws Exception {
        Tree tree = MODEL.read().tree(0);

        assertThat(tree.feature(0)).isZero();
        assertThat(tree.threshold(0)).isEqualTo(1);
        assertThat(tree.cover(0)).isEqualTo(100);
        assertThat(tree.cover(tree.left(0))).isEqualTo(30);
        assertThat(tree.cover(tree.right(0))).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"leaf_weights\": [],", "\"leaf_weights\": null,", ""})
    void aModelWithoutLeafWeightsPredictsAndHasNoCovers(String weights) throws Exception {
        ChangedText bare = MODEL.with("\"leaf_weights\": [10, 20, 30, 40],", weights);

        assertThat(bare.margin(2, 2)).containsExactly(104);
        assertThat(bare.read().hasCovers()).isFalse();
        assertThat(NESTED.with(", \"weight\": 4", "").margin(0, 1)).containsExactly(2, -2);
        assertThat(NESTED.with(", \"weight\": 4", "").read().hasCovers()).isFalse();
    }

    @Test
    void withoutLeafWeightsPathDependentValuesNeedABackground() throws Exception {
        TreeEnsemble bare =
                MODEL.with("\"leaf_weights\": [10, 20, 30, 40],", "").read();
        Table rows = new Table(new double[] {0, 0, 2, 2, 2, 2, 2, 0}, 4, 2, List.of());

        assertThatThrownBy(() -> Explainers.create(bare, ExplainOptions.DEFAULT))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("this model's file (CatBoost 1.2.10) does not keep it; give a background");
        for (Method method : Method.values()) {
            ExplainOptions options = new ExplainOptions(method, false, Output.RAW, Precision.DOUBLE);
            Explanation explained =
                    Explainers.create(bare, options, Background.of(rows)).explain(rows, Progress.NONE);

            assertThat(explained.baseValues()).containsExactly(100 + (1 + 4 + 4 + 3) / 4.0);
            assertThat(explained.additivityMaxError()).isLessThan(1e-12);
        }
    }

    @Test
    void modelsThatWereAddedUpHaveTheirLossInAString() throws Exception {
        ChangedText added = MODEL.with(
                "\"params\": {\"loss_function\": {\"type\": \"RMSE\"}}",
                "\"loss_function\": \"{\\\"type\\\":\\\"Logloss\\\",\\\"params\\\":{}}\"");

        assertThat(added.read().link()).isEqualTo(Link.LOGISTIC);
    }

    @Test
    void aScaleThatMakesALeafInfiniteIsRefused() {
        assertThatThrownBy(() -> MODEL.with("[1, [100]]", "[1e308, [100]]").read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tree 0")
                .hasMessageContaining("infinite");
    }

    @Test
    void theScaleIsOnTreesAndTheBiasIsAdded() throws Exception {
        assertThat(MODEL.with("[1, [100]]", "[2.5, [7]]").margin(2, 2)).containsExactly(17);
        assertThat(MODEL.with("[1, [100]]", "[2.5, 7]").margin(2, 2)).containsExactly(17);
    }

    @Test
    void leavesHoldOneValuePerOutputInTurn() throws Exception {
        ChangedText three =
                MODEL.with("[1, 2, 3, 4]", "[1, 2, 3, 4, 5, 6, 7, 8]").with("[1, [100]]", "[1, [0, 10]]");

        assertThat(three.margin(0, 2)).containsExactly(3, 14);
    }

    @Test
    void treesOfTheOtherGrowingPoliciesAreNested() throws Exception {
        assertThat(NESTED.margin(0, 0)).containsExactly(1, -1);
        assertThat(NESTED.margin(0, 1)).containsExactly(2, -2);
        assertThat(NESTED.margin(2, 1)).containsExactly(3, -3);
        assertThat(NESTED.read().tree(0).cover(0)).isEqualTo(12);
        assertThat(NESTED.read().library()).isEqualTo("CatBoost");
    }

    @Test
    void classesNameTheOutputs() throws Exception {
        ChangedText classes = NESTED.with(
                "\"scale_and_bias\"",
                "\"model_info\": {\"class_params\": {\"class_names\": [\"u\", \"v\"]}}, \"scale_and_bias\"");

        assertThat(classes.read().outputNames()).containsExactly("u", "v");
    }

    @ParameterizedTest
    @CsvSource({
        "Logloss, LOGISTIC",
        "CrossEntropy, LOGISTIC",
        "MultiClass, SOFTMAX",
        "MultiClassOneVsAll, LOGISTIC",
        "Poisson, EXP",
        "Tweedie, EXP",
        "RMSEWithUncertainty, OTHER",
        "Quantile, IDENTITY"
    })
    void theLossTellsTheLink(String loss, Link link) throws Exception {
        assertThat(MODEL.with("RMSE", loss).read().link()).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "split_type": "FloatFeature"}]  | "split_type": "OneHotFeature"}]  | oblivious_trees[0].splits[1]: OneHotFeature
                    "split_type": "FloatFeature"}]  | "split_type": "OnlineCtr"}]      | a split on a target statistic of categories
                    "split_type": "FloatFeature"}]  | "split_type": "EstimatedFeature"}] | texts or embeddings
                    [1, 2, 3, 4]             | [1, 2, 3]              | 2 splits and 3 leaf_values
                    [1, 2, 3, 4]             | [1, 2, 3, NaN]         | the value is NaN
                    [10, 20, 30, 40]         | [10, 20, 30]           | leaf_weights has 3 entries for 4 leaves
                    [10, 20, 30, 40]         | [10, 20, 30, -40]      | the cover is -
                    "border": 0.5            | "border": NaN          | the threshold is not a number
                    "float_feature_index": 1 | "float_feature_index": 9 | oblivious_trees[0]: a split is on float feature 9
                    "flat_feature_index": 1  | "flat_feature_index": 2147483647 | flat_feature_index
                    "flat_feature_index": 1  | "flat_feature_index": 2000000000 | feature 2000000000, outside
                    [1, [100]]               | [1, [1, 2, 3]]         | scale_and_bias: 3 biases for 1 outputs
                    [1, [100]]               | [1, [100], 3]          | scale_and_bias[2]: expected a scale and a bias
                    "oblivious_trees"        | "other_trees"          | there are no trees
                    """)
    void whatIsWrongIsNamedWithItsPlace(String what, String by, String says) {
        assertThatThrownBy(MODEL.with(what, by)::read)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "value": [1, -1]              | "value": [1]                  | values
                    "value": [1, -1]              | "other": [1]                  | neither a split with left and right nor a leaf
                    "left": {"value": [2          | "middle": {"value": [2        | neither a split with left and right nor a leaf
                    """)
    void whatIsWrongInANestedTreeIsNamedWithItsPlace(String what, String by, String says) {
        assertThatThrownBy(NESTED.with(what, by)::read)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);
    }
}

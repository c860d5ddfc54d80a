package io.shapservice.engine.model.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ChangedText;
import io.shapservice.engine.model.ModelException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SklearnReaderTest {
    /** Two trees of one split each, on feature 0 at 0.1 and on categories of feature 1: {0, 3} of {0, 1, 3, 5} go left. */
    private static final ChangedText MODEL = new ChangedText("""
            {"format": "sklearn-trees", "version": 1, "kind": "HistGradientBoostingRegressor", "n_features": 2,
             "classes": null, "aggregation": "sum", "learning_rate": 1.0, "init": [100.0], "normalize": false,
             "input_dtype": "float64", "trees": [
             {"output": 0, "children_left": [1, -1, -1], "children_right": [2, -1, -1], "feature": [0, -2, -2],
              "threshold": [0.1, -2.0, -2.0], "value": [[0.0], [1.0], [2.0]], "n_node_samples": [4, 3, 1],
              "weighted_n_node_samples": [4.0, 3.0, 1.0], "missing_go_to_left": [1, 0, 0], "categories_left": null},
             {"output": 0, "children_left": [1, -1, -1], "children_right": [2, -1, -1], "feature": [1, -2, -2],
              "threshold": [null, 0.0, 0.0], "value": [[0.0], [10.0], [20.0]], "n_node_samples": [4, 3, 1],
              "weighted_n_node_samples": [4.0, 3.0, 1.0], "missing_go_to_left": [0, 0, 0],
              "categories_left": [[0.0, 3.0], null, null]}],
             "known_categories": {"1": [0.0, 1.0, 3.0, 5.0]}, "n_outputs": 1}""");

    private static final String TWO_CLASSES = """
            {"format": "sklearn-trees", "version": 1, "kind": "RandomForestClassifier", "n_features": 1, "n_outputs": 2,
             "classes": ["no", "yes"], "aggregation": "mean", "normalize": true, "trees": [
             {"output": -1, "children_left": [1, -1, -1], "children_right": [2, -1, -1], "feature": [0, -2, -2],
              "threshold": [0.1, -2.0, -2.0], "value": [[0, 0], [1, 3], [0, 0]],
              "weighted_n_node_samples": [4.0, 3.0, 1.0]},
             {"output": -1, "children_left": [-1], "children_right": [-1], "feature": [-2], "threshold": [-2.0],
              "value": [[1, 1]], "weighted_n_node_samples": [4.0]}]}""";

    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.10000000000000002, 2", "NaN, 1", "Infinity, 2", "-Infinity, 1"})
    void aNumberUpToTheThresholdGoesLeftAndNanAsTheNodeSays(double x, double value) throws Exception {
        assertThat(MODEL.margin(x, 0)).containsExactly(100 + value + 10);
    }

    @Test
    void aFloat32ModelRoundsTheRowAndNotTheThreshold() throws Exception {
        ChangedText narrow = MODEL.with("float64", "float32");

        // float32(0.1) is above the double 0.1.
        assertThat(narrow.margin(0.1, 0)).containsExactly(112);
        assertThat(narrow.margin(Math.nextDown((float) 0.1), 0)).containsExactly(111);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "3, 10", "-0.0, 10", "1, 20", "5, 20", "2, 20", "99, 20", "-1, 20", "3.5, 20", "NaN, 20"})
    void aKnownCategoryGoesWhereItIsListedAndAllElseAsMissing(double x, double value) throws Exception {
        assertThat(MODEL.margin(0, x)).containsExactly(101 + value);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "3, 10", "1, 20", "5, 20", "2, 10", "4, 10", "99, 10", "-1, 10", "3.5, 10", "NaN, 10"})
    void whenMissingGoesLeftUnknownCategoriesDoToo(double x, double value) throws Exception {
        assertThat(MODEL.with("\"missing_go_to_left\": [0, 0, 0]", "\"missing_go_to_left\": [1, 0, 0]")
                        .margin(0, x))
                .containsExactly(101 + value);
    }

    @Test
    void aForestOfClassesIsTheMeanOfTheSharesAndNamesItsOutputs() throws Exception {
        TreeEnsemble model = new ChangedText(TWO_CLASSES).read();

        assertThat(new ChangedText(TWO_CLASSES).margin(0)).containsExactly((0.25 + 0.5) / 2, (0.75 + 0.5) / 2);
        // A leaf that no training row reached counts as no share at all, as in scikit-learn.
        assertThat(new ChangedText(TWO_CLASSES).margin(1)).containsExactly(0.25, 0.25);
        assertThat(model.outputNames()).containsExactly("no", "yes");
        assertThat(model.link()).isEqualTo(Link.IDENTITY);
        assertThat(model.library()).contains("RandomForestClassifier");
    }

    @Test
    void theKeysMayStandInAnyOrderAndUnknownOnesDoNotMatter() throws Exception {
        ChangedText other = MODEL.with("{\"format\": \"sklearn-trees\", \"version\": 1,", "{\"zoo\": [{}],")
                .with("\"n_outputs\": 1}", "\"n_outputs\": 1, \"version\": 1, \"format\": \"sklearn-trees\"}");

        assertThat(other.margin(0, 0)).containsExactly(111);
    }

    @Test
    void categoriesMayHaveNamesInAscendingOrder() throws Exception {
        ChangedText named = MODEL.with(
                "\"known_categories\"",
                "\"category_names\": {\"1\": [\"a\", \"b\", \"c\", \"d\"]}, \"known_categories\"");
        FeatureCategories categories =
                Objects.requireNonNull(named.read().categoryNames().ofColumn(null, 1));

        assertThat(categories.code("c")).hasValue(3);
        assertThat(categories.unseen()).isEqualTo(Unseen.MISSING);
        assertThatThrownBy(named.with(", \"d\"]", "]")::read)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("category_names.1: 3 names, but 4 known_categories");
    }

    @Test
    void theLearningRateScalesTreesAndNotTheStart() throws Exception {
        assertThat(MODEL.with("\"learning_rate\": 1.0", "\"learning_rate\": 0.5")
                        .margin(0, 0))
                .containsExactly(105.5);
    }

    @ParameterizedTest
    @CsvSource({
        "HistGradientBoostingRegressor, '', IDENTITY",
        "GradientBoostingClassifier, '', LOGISTIC",
        "HistGradientBoostingRegressor, exp, EXP",
        "GradientBoostingClassifier, other, OTHER",
        "GradientBoostingClassifier, identity, IDENTITY"
    })
    void theLinkIsTheOneThatIsWrittenElseTheKinds(String kind, String written, Link link) throws Exception {
        ChangedText model = MODEL.with("HistGradientBoostingRegressor", kind);

        assertThat((written.isEmpty() ? model : model.with("\"format\"", "\"link\": \"" + written + "\", \"format\""))
                        .read()
                        .link())
                .isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "version": 1                 | "version": 2                  | version: 2 is not a version that is read here
                    "version": 1                 | "versions": 1                 | "version"
                    "sklearn-trees"              | "other-trees"                 | sklearn-trees
                    "aggregation": "sum"         | "aggregation": "max"          | aggregation: 'max' is none of mean, sum
                    "aggregation": "sum",        |                               | there is no aggregation
                    "n_features": 2              | "n_features": 1               | feature 1
                    "n_outputs": 1               | "n_outputs": 2                | init: 1 values for 2 outputs
                    "n_outputs": 1               | "n_outputs": 2000000000       | 2000000000
                    "init": [100.0]              | "init": [NaN]                 | margin is NaN
                    "learning_rate": 1.0         | "learning_rate": NaN          | learning_rate
                    "input_dtype": "float64"     | "input_dtype": "float16"      | 'float16' is none of
                    "threshold": [0.1, -2.0, -2.0] | "threshold": [0.1]          | trees[0]: threshold has 1 entries, children_left has 3
                    "threshold": [0.1            | "threshold": [null            | the threshold is not a number
                    "threshold": [0.1            | "threshold": ["x"             | trees[0].threshold[0]: expected a number
                    "children_left": [1          | "children_left": [0           | reached twice
                    "children_right": [2         | "children_right": [3          | right child 3 of 3
                    [[0.0], [1.0], [2.0]]        | [[0.0], [1.0, 1.0], [2.0]]    | node 1 has 2 values, the first has 1
                    [[0.0], [1.0], [2.0]]        | [[0.0], [NaN], [2.0]]         | the value is NaN
                    [4.0, 3.0, 1.0]              | [4.0, -3.0, 1.0]              | the cover is -3.0
                    "output": 0                  | "output": 1                   | output
                    "known_categories": {"1"     | "known_categories": {"0"      | categories of feature 1, which has none
                    "known_categories": {"1"     | "known_categories": {"x"      | known_categories.x: expected the number of a feature
                    1.0, 3.0, 5.0]               | 1.5, 3.0, 5.0]                | known_categories.1[1]: the category 1.5
                    1.0, 3.0, 5.0]               | 1e9, 3.0, 5.0]                | known_categories.1[1]: the category 1.0E9
                    [[0.0, 3.0], null, null]     | [[0.0, 3.0], null]            | categories_left has 2 entries
                    """)
    void whatIsWrongIsNamedWithItsPlace(String what, String by, String says) {
        ChangedText broken = MODEL.with(what, by == null ? "" : by);

        assertThatThrownBy(broken::read).isInstanceOf(ModelException.class).hasMessageContaining(says);
    }
}

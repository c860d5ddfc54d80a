package io.shapservice.engine.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XgboostReaderTest {
    @Test
    void whatAModelIsCanBeAsked() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("\"feature_names\": []", "\"feature_names\": [\"a\", \"b\"]")
                .read();

        assertThat(model.features()).isEqualTo(2);
        assertThat(model.featureNames()).containsExactly("a", "b");
        assertThat(model.outputs()).isEqualTo(1);
        assertThat(model.outputNames()).isEmpty();
        assertThat(model.trees()).isEqualTo(2);
        assertThat(model.leaves()).isEqualTo(4);
        assertThat(model.maxDepth()).isEqualTo(1);
        assertThat(model.library()).isEqualTo("XGBoost 2.1.4");
    }

    @ParameterizedTest
    @CsvSource({"0.4999999, -1.5", "0.5, 2.5", "NaN, -1.5", "-Infinity, -1.5", "Infinity, 2.5", "0.49999999999, 2.5"})
    void aValueBelowTheThresholdInFloat32GoesLeftAndMissingGoesByDefault(double x, double prediction) throws Exception {
        assertThat(margin(ModelText.valid().read(), x)).isEqualTo(prediction);
    }

    @ParameterizedTest
    @CsvSource({
        "reg:squarederror, 0.25, 0.25, IDENTITY",
        "binary:logitraw, 0.25, 0.25, IDENTITY",
        "rank:ndcg, 0.25, 0.25, IDENTITY",
        "rank:map, 0.25, 0.25, IDENTITY",
        "rank:pairwise, 0.25, 0.25, IDENTITY",
        "reg:linear, 0.25, 0.25, IDENTITY",
        "reg:squaredlogerror, 0.25, 0.25, IDENTITY",
        "reg:absoluteerror, 0.25, 0.25, IDENTITY",
        "reg:pseudohubererror, 0.25, 0.25, IDENTITY",
        "reg:quantileerror, 0.25, 0.25, IDENTITY",
        "reg:expectileerror, 0.25, 0.25, IDENTITY",
        "binary:hinge, 0.25, 0.25, OTHER",
        "multi:softmax, 0.5, 0.5, SOFTMAX",
        "binary:logistic, 0.2, -1.3862944, LOGISTIC",
        "reg:logistic, 0.5, 0, LOGISTIC",
        "binary:logistic, 0, -13.815510, LOGISTIC",
        "binary:logistic, 1, 13.745160, LOGISTIC",
        "count:poisson, 2, 0.6931472, EXP",
        "reg:gamma, 2, 0.6931472, EXP",
        "reg:tweedie, 1, 0, EXP",
        "survival:cox, 0.5, -0.6931472, EXP",
        "survival:aft, 0.5, -0.6931472, EXP",
        "multi:softprob, 0.5, 0.5, SOFTMAX"
    })
    void theBaseScoreIsTakenToTheMarginByTheObjective(String objective, String score, double margin, Link link)
            throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("reg:squarederror", objective)
                .with("5E-1", score)
                .read();

        assertThat(model.baseMargin(0)).isCloseTo(margin, offset(1e-6));
        assertThat(model.link()).isEqualTo(link);
    }

    @Test
    void aVectorOfBaseScoresIsOnePerOutput() throws Exception {
        ModelText three = ModelText.valid().with("\"num_class\": \"0\"", "\"num_class\": \"3\"");

        TreeEnsemble model = three.with("5E-1", "[1E-1,2E-1,3E-1]").read();

        assertThat(model.outputs()).isEqualTo(3);
        assertThat((float) model.baseMargin(2)).isEqualTo(0.3f);
        assertThatThrownBy(() -> three.with("[1E-1,2E-1,3E-1]", "[1E-1,2E-1]").read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("base_score")
                .hasMessageContaining("2 values for 3 outputs");
    }

    /** Values of XGBoost 3.4.1 for these base scores. */
    @Test
    void baseScoresOfSeveralExpectilesAreTakenToTheStepsBetweenThem() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("reg:squarederror", "reg:expectileerror")
                .with("\"num_target\": \"1\"", "\"num_target\": \"3\"")
                .with("5E-1", "[-184.19595336914062,-184.19595336914062,-184.13604736328125]")
                .read();

        assertThat((float) model.baseMargin(0)).isEqualTo(-184.19595f);
        assertThat(model.baseMargin(1)).isCloseTo(-13.815509796142578, offset(1e-6));
        assertThat(model.baseMargin(2)).isCloseTo(-2.784893035888672, offset(1e-6));
        assertThat(model.link()).isEqualTo(Link.OTHER);
    }

    @Test
    void severalQuantilesAreSortedByPredictSoThatTheirLinkIsNoneOfOurs() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("reg:squarederror", "reg:quantileerror")
                .with("\"num_target\": \"1\"", "\"num_target\": \"2\"")
                .with("5E-1", "[2E0,1E0]")
                .read();

        assertThat(model.link()).isEqualTo(Link.OTHER);
        assertThat(model.baseMargin(0)).isEqualTo(2);
        assertThat(model.baseMargin(1)).isEqualTo(1);
    }

    @Test
    void theCategoriesOfADataFrameAreKept() throws Exception {
        TreeEnsemble model = withCategories(
                        "{\"offsets\": [0, 4, 6], \"values\": [111, 115, 108, 111, -61, -87]}, {\"type\": 15, \"values\": [5, -1]}")
                .read();

        FeatureCategories texts = Objects.requireNonNull(model.categoryNames().ofColumn(null, 0));
        assertThat(texts.code("oslo")).hasValue(0);
        assertThat(texts.code("é")).hasValue(1);
        assertThat(texts.unseen()).isEqualTo(Unseen.REFUSED);
        assertThat(Objects.requireNonNull(model.categoryNames().ofColumn(null, 1))
                        .code(-1.0))
                .hasValue(1);
        assertThat(model.categoryNames().advice()).isEmpty();
    }

    @Test
    void aCategoricalModelWithoutNamesOfCategoriesAdvisesCodes() throws Exception {
        ModelText codes = ModelText.valid().with("\"feature_types\": []", "\"feature_types\": [\"c\", \"float\"]");

        assertThat(codes.read().categoryNames().advice())
                .contains("from 3.1 on")
                .contains("codes");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {"offsets": [0, 9], "values": [111]}  | cats.enc[0]: offsets has 0 and 9 of 1 bytes
                    {"offsets": [1, 0], "values": [111]}  | cats.enc[0]: offsets has 1 and 0
                    {"offsets": "x"}                      | cats.enc[0].offsets: expected an array
                    {}, {}, {"values": [1]}               | cats.enc[2]: the model has 2 features
                    """)
    void brokenCategoriesAreToldWithTheirPlace(String categories, String says) {
        assertThatThrownBy(withCategories(categories)::read)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("learner.gradient_booster.model.")
                .hasMessageContaining(says);
    }

    private static ModelText withCategories(String features) {
        return ModelText.valid()
                .with("{\"gbtree_model_param\"", "{\"cats\": {\"enc\": [" + features + "]}, \"gbtree_model_param\"");
    }

    @Test
    void treesBelongToTheOutputThatTreeInfoNames() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("\"num_class\": \"0\"", "\"num_class\": \"3\"")
                .with("\"tree_info\": [0, 0]", "\"tree_info\": [2, 0]")
                .read();
        double[] margin = new double[3];

        model.margin(new double[] {0, 1}, 0, margin, 0);

        assertThat(margin).containsExactly(1.5, 0.5, 1.5);
    }

    @Test
    void fieldsMayComeInAnyOrderAndUnknownOnesDoNotMatter() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("\"name\": \"gbtree\"", "\"later\": {\"a\": [1, {\"b\": null}]}, \"name\": \"gbtree\"")
                .with("\"tree_info\": [0, 0], \"trees\": [", "\"trees\": [")
                .with("]}, \"later\"", "], \"tree_info\": [0, 0]}, \"later\"")
                .read();

        assertThat(margin(model, 1)).isEqualTo(2.5);
    }

    @Test
    void directionsMayBeBooleansAsOldVersionsWroteThem() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("\"default_left\": [1, 0, 0]", "\"default_left\": [true, false, false]")
                .read();

        assertThat(margin(model, Double.NaN)).isEqualTo(-1.5);
    }

    @Test
    void nodesThatPruningDeletedMayBeLeftBehind() throws Exception {
        ModelText pruned = ModelText.valid()
                .withLast("\"left_children\": [1, -1, -1]", "\"left_children\": [-1, -1, -1]")
                .withLast("\"num_deleted\": \"0\"", "\"num_deleted\": \"2\"");

        assertThat(pruned.read().leaves()).isEqualTo(3);
        assertThatThrownBy(() -> pruned.withLast("\"num_deleted\": \"2\"", "\"num_deleted\": \"0\"")
                        .read())
                .hasMessageContaining("node 1 is not reached");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "left_children": [1, -1, -1]   | "left_children": [3, -1, -1]   | left child 3 of 3 nodes
                    "left_children": [1, -1, -1]   | "left_children": [0, -1, -1]   | node 0 is reached twice
                    "right_children": [2, -1, -1]  | "right_children": [1, -1, -1]  | node 1 is reached twice
                    "left_children": [1, -1, -1]   | "left_children": [1, 0, -1]    | node
                    "right_children": [2, -1, -1]  | "right_children": [2, -1]      | right_children has 2 entries
                    "split_indices": [1, 0, 0]     | "split_indices": [1, 0]        | split_indices has 2 entries
                    "default_left": [1, 0, 0]      | "default_left": [1, 0, 0, 0]   | default_left has 4 entries
                    "sum_hessian": [40, 30, 10]    | "sum_hessian": [40, 30]        | sum_hessian has 2 entries
                    "split_conditions": [0.5, -1, 1] | "split_conditions": [0.5, -1] | split_conditions has 2 entries
                    "split_indices": [1, 0, 0]     | "split_indices": [-1, 0, 0]    | node 0 splits on feature -1
                    "split_indices": [1, 0, 0]     | "split_indices": [1.5, 0, 0]   | split_indices[0]: expected a whole number
                    "split_conditions": [0.5, -1, 1] | "split_conditions": [NaN, -1, 1] | node 0: the threshold is not a number
                    "split_conditions": [0.5, -1, 1] | "split_conditions": [0.5, 1e99, 1] | leaf 1: the value is Infinity
                    "sum_hessian": [40, 30, 10]    | "sum_hessian": [40, -30, 10]   | node 1: the cover is -30.0
                    "sum_hessian": [40, 30, 10]    | "sum_hessian": [40, NaN, 10]   | node 1: the cover is NaN
                    "sum_hessian": [40, 30, 10]    | "sum_hessian": [40, "30", 10]  | sum_hessian[1]: expected a number
                    "split_type": [0, 0, 0]        | "split_type": [1, 0, 0]        | split_type[0]
                    "split_type": [0, 0, 0]        | "split_type": [0]              | split_type has 1 entries
                    "categories_nodes": []         | "categories_nodes": [9]        | categories_nodes[0] is 9
                    "categories_sizes": []         | "categories_sizes": [4]        | categories_nodes, _segments and _sizes
                    "size_leaf_vector": "1"        | "size_leaf_vector": "4"        | has its value at row 1 of 0
                    "size_leaf_vector": "1"        | "size_leaf_vector": "x"        | tree_param.size_leaf_vector
                    """)
    void aBrokenTreeIsNamedWithWhatIsWrongInIt(String valid, String broken, String says) {
        assertThatThrownBy(() -> ModelText.valid().withLast(valid, broken).read())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("learner.gradient_booster.model.trees[1]")
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({"1, 2.5", "2, 0.5", "0, -1.5", "16777216, 0.5"})
    void aCategoryThatIsListedGoesRightAndAnyOtherLeft(double category, double prediction) throws Exception {
        assertThat(margin(withSplit("0", "1", "1", "7, 1", "1, 0, 0").read(), category))
                .isEqualTo(prediction);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3  | 0  | 1  | 7        | 1, 0, 0 | categories_nodes[0] is 3 of 3 nodes
                    -1 | 0  | 1  | 7        | 1, 0, 0 | categories_nodes[0] is -1 of 3 nodes
                    0  | 0  | 1  | 7        | 0, 0, 0 | categories_nodes lists the node
                    0  | 0  | 1  | 7        | 1, 1, 0 | categories_nodes does not list the node
                    0  | -1 | 1  | 7        | 1, 0, 0 | reach outside the 1 categories
                    0  | 0  | -1 | 7        | 1, 0, 0 | reach outside the 1 categories
                    0  | 1  | 1  | 7        | 1, 0, 0 | reach outside the 1 categories
                    0  | 0  | 2  | 7        | 1, 0, 0 | reach outside the 1 categories
                    0  | 0  | 1  | -1       | 1, 0, 0 | categories[0] is -1
                    0  | 0  | 1  | 16777216 | 1, 0, 0 | categories[0] is 16777216
                    """)
    void aBrokenSplitOnCategoriesIsNamed(
            String node, String segment, String size, String categories, String types, String says) {
        assertThatThrownBy(withSplit(node, segment, size, categories, types)::read)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("learner.gradient_booster.model.trees[1]")
                .hasMessageContaining(says);
    }

    /** In the second tree. */
    private static ModelText withSplit(String node, String segment, String size, String categories, String types) {
        return ModelText.valid()
                .withLast("\"categories\": []", "\"categories\": [" + categories + "]")
                .withLast("\"categories_nodes\": []", "\"categories_nodes\": [" + node + "]")
                .withLast("\"categories_segments\": []", "\"categories_segments\": [" + segment + "]")
                .withLast("\"categories_sizes\": []", "\"categories_sizes\": [" + size + "]")
                .withLast("\"split_type\": [0, 0, 0]", "\"split_type\": [" + types + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "tree_info": [0, 0]      | "tree_info": [0]          | 1 trees with an output, expected 2
                    "tree_info": [0, 0]      | "tree_info": [0, 1]       | tree 1 is of output 1 of 1
                    "num_feature": "2", "num_target" | "num_feature": "1", "num_target" | tree 0 splits on feature 1, the model has 1
                    "num_feature": "2", "num_target" | "num_target"      | num_feature: missing
                    "num_class": "0"         | "num_class": "-1"         | num_class
                    "num_class": "0"         | "num_class": "many"       | num_class
                    "5E-1"                   | "five"                    | base_score
                    "5E-1"                   | "NaN"                     | base_score
                    "feature_names": []      | "feature_names": ["a"]    | 1 feature names, expected 2
                    "feature_names": []      | "feature_names": ["a", "a"] | two of the feature names are 'a'
                    "name": "gbtree"         | "weight_drop": [1], "name": "dart" | 1 weights of trees, expected 2
                    "name": "gbtree"         | "name": "gblinear"        | gblinear
                    "reg:squarederror"}}     | "reg:squarederror"}, "gradient_booster": {"model": {}}} | a second model
                    """)
    void whatDoesNotFitTogetherIsNamed(String valid, String broken, String says) {
        assertThatThrownBy(() -> ModelText.valid().with(valid, broken).read())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("learner")
                .hasMessageContaining(says);
    }

    @Test
    void treesOfDartCountWithTheirWeight() throws Exception {
        TreeEnsemble model = ModelText.valid()
                .with("\"name\": \"gbtree\"", "\"weight_drop\": [0.5, 0.25], \"name\": \"dart\"")
                .read();

        assertThat(margin(model, 1)).isEqualTo(0.5 + 0.5 + 0.25);
    }

    private static double margin(TreeEnsemble model, double x) {
        double[] margin = new double[1];
        model.margin(new double[] {0, x}, 0, margin, 0);
        return margin[0];
    }
}

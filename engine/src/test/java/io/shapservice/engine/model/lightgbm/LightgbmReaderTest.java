package io.shapservice.engine.model.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ChangedText;
import io.shapservice.engine.model.ModelException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightgbmReaderTest {
    /** Two trees: a number (feature 0 at 0.5, NaN goes left), then categories (feature 1 in {0, 3, 33}) above a number. */
    private static final ChangedText MODEL = new ChangedText("""
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=regression
            feature_names=size colour
            feature_infos=[0:1] 0:3:33

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=0.5
            decision_type=10
            left_child=-1
            right_child=-2
            leaf_value=1 2
            leaf_count=30 10
            internal_count=40
            is_linear=0
            shrinkage=0.1


            Tree=1
            num_leaves=3
            num_cat=1
            split_feature=1 0
            threshold=0 -2.5
            decision_type=1 2
            left_child=1 -1
            right_child=-3 -2
            leaf_value=10 20 40
            leaf_count=1 2 3
            internal_count=6 3
            cat_boundaries=0 2
            cat_threshold=9 2
            is_linear=0
            shrinkage=0.1


            end of trees

            parameters:
            [boosting: gbdt]
            end of parameters
            """);

    @Test
    void theCategoriesOfADataFrameBelongToTheFeaturesThatTheParametersListOrElseTheTrees() throws Exception {
        String colours = IntStream.range(0, 40).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(", "));
        ChangedText named =
                MODEL.with("end of parameters\n", "end of parameters\n\npandas_categorical:[[" + colours + "]]\n");

        for (String listed : List.of("", "1", "name:colour")) {
            ChangedText model = named.with("[boosting: gbdt]", "[categorical_feature: " + listed + "]");
            FeatureCategories categories =
                    Objects.requireNonNull(model.read().categoryNames().ofColumn("colour", 0));

            assertThat(categories.code("c33")).hasValue(33);
            assertThat(categories.unseen()).isEqualTo(Unseen.MISSING);
            assertThat(model.read().categoryNames().ofColumn("size", 0)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[\"a\", \"b\"], [\"c\"]]", "[[\"a\", \"b\"]]"})
    void whereListsOfCategoriesDoNotFitTheFeaturesNoneIsTakenAndRowsWithNamesAreToldSo(String lists) throws Exception {
        TreeEnsemble model = MODEL.with("end of parameters\n", "end of parameters\n\npandas_categorical:" + lists)
                .read();

        assertThat(model.categoryNames().ofColumn("colour", 1)).isNull();
        assertThat(model.categoryNames().advice())
                .contains("does not tell whose they are")
                .contains("codes");
    }

    @Test
    void categoriesMayBeNumbersTruthValuesOrTextWithAnEqualsSign() throws Exception {
        ChangedText model = MODEL.with("0:3:33", "0:1")
                .with("cat_threshold=9 2", "cat_threshold=3 0")
                .with("end of parameters\n", "end of parameters\npandas_categorical:[[1.5, true, \"a=b\", 0]]\n");
        FeatureCategories categories =
                Objects.requireNonNull(model.read().categoryNames().ofColumn("colour", 0));

        assertThat(categories.numbers()).containsOnly(entry(1.5, 0), entry(1.0, 1), entry(0.0, 3));
        assertThat(categories.texts()).containsOnly(entry("a=b", 2));
    }

    /** The sets are of one word and of two, of which the last begins at an odd word. */
    @ParameterizedTest
    @CsvSource({"3, 11", "33, 11", "5, 21", "4, 41", "1, 41"})
    void eachSplitOnCategoriesHasItsOwnWordsOfTheSets(double colour, double prediction) throws Exception {
        TreeEnsemble model = MODEL.with("split_feature=1 0", "split_feature=1 1")
                .with("threshold=0 -2.5", "threshold=2 1")
                .with("decision_type=1 2", "decision_type=1 1")
                .with("cat_boundaries=0 2", "cat_boundaries=0 1 3 5")
                .with("cat_threshold=9 2", "cat_threshold=64 8 2 40 2")
                .read();
        double[] margin = new double[1];

        model.margin(new double[] {0, colour}, 0, margin, 0);

        assertThat(margin[0]).isEqualTo(prediction);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    [["a", 5     | [0][1]: Unexpected end-of-input: expected close marker for Array
                    {"a": 5}     | expected an array
                    [[{}]]       | expected a string
                    [[null]]     | expected a number
                    [[]] 5       | something follows
                    nul          | not a list of lists
                    """)
    void brokenListsOfCategoriesAreToldWithTheirPlace(String lists, String says) {
        assertThatThrownBy(MODEL.with("end of parameters\n", "end of parameters\npandas_categorical:" + lists)::read)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("line 48 (pandas_categorical")
                .hasMessageContaining(says);
    }

    @Test
    void whatAModelIsCanBeAsked() throws Exception {
        TreeEnsemble model = MODEL.read();

        assertThat(model.features()).isEqualTo(2);
        assertThat(model.featureNames()).containsExactly("size", "colour");
        assertThat(model.outputs()).isEqualTo(1);
        assertThat(model.trees()).isEqualTo(2);
        assertThat(model.leaves()).isEqualTo(5);
        assertThat(model.maxDepth()).isEqualTo(2);
        assertThat(model.library()).isEqualTo("LightGBM v4");
    }

    @ParameterizedTest
    @CsvSource({
        // decision_type 10: NaN is missing and goes left; 8: right; 2, 0: no missing, NaN is 0.0; 6, 4: zero is
        // missing.
        "10, NaN, 1",
        "8, NaN, 2",
        "2, NaN, 1",
        "0, NaN, 1",
        "6, NaN, 1",
        "4, NaN, 2",
        "6, 0, 1",
        "4, 0, 2",
        "4, 1e-35, 2",
        "4, -1e-35, 2",
        "4, 1e-34, 1",
        "4, -1e-34, 1",
        "10, 0.5, 1",
        "10, 0.50000000000000011, 2",
        "10, -Infinity, 1",
        "10, Infinity, 2"
    })
    void missingValuesGoByTheNodesTypeAndEqualNumbersLeft(int decision, double x, double value) throws Exception {
        assertThat(MODEL.with("decision_type=10", "decision_type=" + decision).margin(x, 7))
                .containsExactly(value + 40);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 20",
        "3, 20",
        "33, 20",
        "3.9, 20",
        "-0.5, 20",
        "1, 40",
        "32, 40",
        "64, 40",
        "999, 40",
        "-1, 40",
        "NaN, 40",
        "1e12, 40",
        "Infinity, 40"
    })
    void aCategoryThatIsAMemberGoesLeftAndAllElseRight(double category, double value) throws Exception {
        assertThat(MODEL.margin(0, category)).containsExactly(1 + value);
    }

    @Test
    void treesOfAnIterationBelongToTheOutputsInTurn() throws Exception {
        assertThat(MODEL.with("num_tree_per_iteration=1", "num_tree_per_iteration=2")
                        .margin(0, 7))
                .containsExactly(1, 40);
    }

    @Test
    void aForestsMeanIsTakenOverItsIterations() throws Exception {
        ChangedText forest = MODEL.with("label_index=0", "average_output\nlabel_index=0");

        assertThat(forest.margin(0, 7)).containsExactly((1 + 40) / 2.0);
        assertThat(forest.with("num_tree_per_iteration=1", "num_tree_per_iteration=2")
                        .margin(0, 7))
                .containsExactly(1, 40);
    }

    @ParameterizedTest
    @CsvSource({
        "regression, IDENTITY",
        "regression sqrt, OTHER",
        "regression_l1, IDENTITY",
        "huber, IDENTITY",
        "lambdarank, IDENTITY",
        "binary sigmoid:1, LOGISTIC",
        "binary sigmoid:2.5, OTHER",
        "multiclassova num_class:3 sigmoid:1, LOGISTIC",
        "multiclassova num_class:3 sigmoid:0.5, OTHER",
        "multiclass num_class:3, SOFTMAX",
        "cross_entropy, LOGISTIC",
        "cross_entropy_lambda, OTHER",
        "poisson, EXP",
        "gamma, EXP",
        "tweedie, EXP"
    })
    void theObjectiveTellsTheLink(String objective, Link link) throws Exception {
        assertThat(MODEL.with("objective=regression", "objective=" + objective)
                        .read()
                        .link())
                .isEqualTo(link);
    }

    @Test
    void aModelOfTheUsersOwnObjectiveHasNone() throws Exception {
        assertThat(MODEL.with("objective=regression\n", "").read().link()).isEqualTo(Link.IDENTITY);
    }

    @Test
    void namesThatLightgbmMadeUpAreNone() throws Exception {
        assertThat(MODEL.with("size colour", "Column_0 Column_1").read().featureNames())
                .isEmpty();
        assertThat(MODEL.with("size colour", "Column_1 Column_0").read().featureNames())
                .hasSize(2);
    }

    @Test
    void linesMayEndAsOnWindows() throws Exception {
        assertThat(MODEL.with("\n", "\r\n").margin(0, 3)).containsExactly(21);
        assertThat(MODEL.with("\n", "\r\n").read().featureNames()).containsExactly("size", "colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3"})
    void olderVersionsAreRead(String version) throws Exception {
        assertThat(MODEL.with("version=v4", "version=" + version)
                        .with("is_linear=0\n", "")
                        .with("end of trees\n", "")
                        .margin(0, 3))
                .containsExactly(21);
    }

    @Test
    void coversAreCounts() throws Exception {
        var tree = MODEL.read().tree(1);

        assertThat(tree.cover(0)).isEqualTo(6);
        assertThat(tree.cover(tree.left(0))).isEqualTo(3);
        assertThat(tree.cover(tree.right(0))).isEqualTo(3);
        assertThat(tree.cover(tree.left(tree.left(0)))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    version=v4              | version=v5                  | line 2 (version): version 'v5'
                    max_feature_idx=1       | max_feature=1               | there is no max_feature_idx
                    max_feature_idx=1       | max_feature_idx=-1          | line 6 (max_feature_idx): -1
                    max_feature_idx=1       | max_feature_idx=x           | line 6 (max_feature_idx): 'x' is not a whole
                    max_feature_idx=1       | max_feature_idx=0           | feature
                    feature_names=size      | feature_names=colour        | two of the feature names are 'colour'
                    is_linear=0             | is_linear=1                 | (tree 0, is_linear): is_linear=1
                    num_leaves=2            | num_leaves=3                | tree 0, from line 11 on: leaf_value has 2 entries, 3 expected
                    num_leaves=2            | num_leaves=2147483647       | leaf_value has 2 entries
                    num_leaves=2            | num_leaves=0                | num_leaves
                    threshold=0.5           | threshold=0,5               | line 15 (tree 0, threshold): '0,5' is not a number
                    threshold=0.5           | threshold=nan               | the threshold is not a number
                    left_child=-1\\n         | left_child=0\\n              | reached twice
                    right_child=-2\\n        | right_child=-9\\n            | right child
                    right_child=-2\\n        | right_child=-1\\n            | reached twice
                    decision_type=10        | decision_type=14            | a missing type of 3
                    split_feature=0         | split_feature=-7            | feature -7
                    leaf_value=1 2          | leaf_value=1 nan            | the value is NaN
                    leaf_count=30           | leaf_count=-30              | the cover is -30.0
                    split_feature=0         | split_feature=0 1           | split_feature has 2 entries, 1 expected
                    threshold=0.5           | threshold=0.5 1             | threshold has 2 entries, 1 expected
                    decision_type=10        | decision_type=10 10         | decision_type has 2 entries, 1 expected
                    left_child=-1\\n         | left_child=-1 -1\\n         | left_child has 2 entries, 1 expected
                    right_child=-2\\n        | right_child=-2 -2\\n        | right_child has 2 entries, 1 expected
                    internal_count=40       | internal_count=40 1         | internal_count has 2 entries, 1 expected
                    leaf_count=30           | leaf=30                     | leaf_count has 0 entries
                    threshold=0 -2.5        | threshold=1 -2.5            | tree 1, from line 26 on: node 0 has the set of categories 1.0 of 1
                    threshold=0 -2.5        | threshold=0.5 -2.5          | set of categories 0.5
                    cat_boundaries=0 2      | cat_boundaries=0 3          | cat_boundaries has 0 and 3 of 2 words
                    cat_boundaries=0 2      | cat_boundaries=-1 2         | cat_boundaries has -1
                    cat_threshold=9         | cat_threshold=4294967296    | '4294967296' is not a whole number of 32 bits
                    end of trees\\n\\nparameters: | end                 | the file ends in the middle of a tree
                    end of parameters       | end                         | there is no 'end of parameters'
                    num_tree_per_iteration=1| num_tree_per_iteration=3    | not a multiple of 3
                    num_tree_per_iteration=1| num_tree_per_iteration=999999999 | more than the limit
                    label_index=0           | tree_sizes=1 2 3            | 3 trees are announced, the file has 2
                    """)
    void whatIsWrongIsNamedWithItsLine(String what, String by, String says) {
        ChangedText broken = MODEL.with(what.replace("\\n", "\n"), by.replace("\\n", "\n"));

        assertThatThrownBy(broken::read).isInstanceOf(ModelException.class).hasMessageContaining(says);
    }

    @Test
    void aSingleLeafIsATree() throws Exception {
        ChangedText single = new ChangedText("""
                tree
                version=v4
                num_tree_per_iteration=1
                max_feature_idx=3

                Tree=0
                num_leaves=1
                num_cat=0
                split_feature=
                threshold=
                decision_type=
                left_child=
                right_child=
                leaf_value=0.25
                leaf_count=2000
                internal_count=
                shrinkage=1


                end of trees
                """);

        assertThat(single.margin(0, 0, 0, 0)).containsExactly(0.25);
    }
}

package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.FeatureGroups.Group;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureGroupsTest {
    private static final Random RANDOM = new Random(5);
    private static final RandomModel MODEL = RandomModel.next(RANDOM, 8, 1, Link.IDENTITY);
    private static final Table ROWS = MODEL.rows(RANDOM, 20);
    private static final TreeEnsemble NAMED = MODEL.named(List.of("a", "b", "c", "d", "e", "f", "g", "h"));

    private static ExplainOptions grouped(Group... groups) {
        return ExplainOptions.DEFAULT.withGroups(new FeatureGroups(List.of(groups)));
    }

    @Test
    void aGroupIsTheSumOfItsColumnsAndStandsWhereTheFirstStood() throws Exception {
        TreeEnsemble model = NAMED;
        List<String> names = model.featureNames();
        Table rows = ROWS;
        Explanation single = Explainers.create(model, ExplainOptions.DEFAULT).explain(rows, Progress.NONE);

        Explanation grouped = Explainers.create(model, grouped(new Group("place", List.of(names.get(6), names.get(1)))))
                .explain(rows, Progress.NONE);

        assertThat(grouped.features()).isEqualTo(single.features() - 1);
        assertThat(grouped.featureNames())
                .containsExactly(
                        names.get(0), "place", names.get(2), names.get(3), names.get(4), names.get(5), names.get(7));
        for (int row = 0; row < single.rows(); row++) {
            assertThat(grouped.values()[row * 7 + 1])
                    .isCloseTo(single.values()[row * 8 + 1] + single.values()[row * 8 + 6], within(1e-12));
            assertThat(grouped.values()[row * 7 + 6]).isEqualTo(single.values()[row * 8 + 7]);
        }
        assertThat(grouped.prediction()).isEqualTo(single.prediction());
        assertThat(grouped.baseValues()).isEqualTo(single.baseValues());
    }

    @Test
    void outputsAreKeptApart() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_softprob4");
        TreeEnsemble model = golden.ensemble();
        Explanation single = Explainers.create(model, ExplainOptions.DEFAULT).explain(golden.rows(), Progress.NONE);

        Explanation grouped = Explainers.create(model, grouped(new Group("both", List.of("1", "f0"))))
                .explain(golden.rows(), Progress.NONE);

        int k = single.outputs();
        for (int output = 0; output < k; output++) {
            assertThat(grouped.values()[output])
                    .isCloseTo(single.values()[output] + single.values()[k + output], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "-1", "f", "f99", "99999999999"})
    void aColumnThatTheModelDoesNotHaveIsRefused(String column) {
        assertThatThrownBy(() -> Explainers.create(
                        GoldenCase.named("xgb_reg_d3").ensemble(), grouped(new Group("g", List.of(column)))))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("'" + column + "'");
    }

    @Test
    void aGroupMayNotTakeTheNameOfAColumnThatStays() throws Exception {
        TreeEnsemble model = NAMED;
        String first = model.featureNames().get(0);
        String second = model.featureNames().get(1);

        assertThatThrownBy(() -> Explainers.create(model, grouped(new Group(first, List.of(second)))))
                .hasMessageContaining("another name");
        assertThat(Explainers.create(model, grouped(new Group(first, List.of(first, second)))))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city        | names no columns",
                "city:       | empty column name",
                "city:a,,b   | empty column name",
                ":a          | no name"
            })
    void textThatIsNoGroupSaysWhatIsWrong(String text, String reason) {
        assertThatThrownBy(() -> FeatureGroups.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aGroupIsWrittenAsNameColonColumns() {
        assertThat(FeatureGroups.parse("city: a , b:c")).isEqualTo(new Group("city", List.of("a", "b:c")));
    }

    @Test
    void aColumnInTwoGroupsAndADoubledNameAreRefused() {
        Group one = new Group("one", List.of("a"));
        assertThatThrownBy(() -> new FeatureGroups(List.of(one, new Group("two", List.of("a")))))
                .hasMessageContaining("only once");
        assertThatThrownBy(() -> new FeatureGroups(List.of(new Group("one", List.of("a", "a")))))
                .hasMessageContaining("only once");
        assertThatThrownBy(() -> new FeatureGroups(List.of(one, new Group("one", List.of("b")))))
                .hasMessageContaining("two feature groups have the name");
    }

    @Test
    void columnsOfABackgroundAreBroughtIntoTheModelsOrderByName() throws Exception {
        double[] values = {0, 1, 2, 3, 4, 5, 6, 7};
        Table reversed = new Table(values, 1, 8, NAMED.featureNames().reversed());

        Background aligned = Background.of(reversed).aligned(NAMED);

        assertThat(aligned.rows().columnNames()).isEqualTo(NAMED.featureNames());
        assertThat(aligned.rows().values()).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    }
}

package io.shapservice.engine.explain.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.Tables;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionExplainerTest {
    private static Explainer explainer(String golden, Precision precision) throws Exception {
        return Explainers.create(
                GoldenCase.named(golden).ensemble(), new ExplainOptions(Method.PATH, true, Output.RAW, precision));
    }

    private static double[] interactions(Explanation of) {
        return Objects.requireNonNull(of.interactions());
    }

    @ParameterizedTest
    @CsvSource({"xgb_reg_d8, FLOAT", "xgb_reg_d8, DOUBLE", "xgb_vector_leaf, FLOAT", "xgb_cat_partition, FLOAT"})
    void aRowGivesTheSameBitsWhateverTheTableThatItIsPartOf(String name, Precision precision) throws Exception {
        Explainer explainer = explainer(name, precision);
        Table rows = Tables.repeated(GoldenCase.named(name).rows(), 2);
        double[] whole = interactions(explainer.explain(rows, Progress.NONE));
        int perRow = whole.length / rows.rows();

        for (int size : new int[] {1, 7, 64, 300}) {
            for (int from = 0; from < Math.min(rows.rows(), 8 * size); from += size) {
                int count = Math.min(size, rows.rows() - from);
                double[] part = interactions(explainer.explain(Tables.slice(rows, from, count), Progress.NONE));
                assertThat(Tables.bits(part)).isEqualTo(Tables.bits(whole, from * perRow, count * perRow));
            }
        }
    }

    @Test
    void askingForInteractionsDoesNotChangeTheValues() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_softprob4");
        Explanation plain =
                Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT).explain(golden.rows(), Progress.NONE);

        Explanation both = explainer("xgb_softprob4", Precision.FLOAT).explain(golden.rows(), Progress.NONE);

        assertThat(Tables.bits(both.values())).isEqualTo(Tables.bits(plain.values()));
        assertThat(both.baseValues()).isEqualTo(plain.baseValues());
        assertThat(both.additivityMaxError()).isEqualTo(plain.additivityMaxError());
        assertThat(interactions(both)).hasSize(plain.values().length * plain.features());
    }

    @Test
    void aModelWithoutInteractionsHasThemAllOnTheDiagonal() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_one_feature");

        Explanation explanation = explainer("xgb_one_feature", Precision.DOUBLE).explain(golden.rows(), Progress.NONE);

        assertThat(interactions(explanation)).isEqualTo(explanation.values());
    }

    @Test
    void moreValuesThanOneCallMayGiveAreRefusedWithHowManyRowsFit() throws Exception {
        Explainer explainer = explainer("xgb_wide500", Precision.FLOAT);
        int rows = InteractionExplainer.MAX_VALUES / (500 * 500) + 1;

        assertThatThrownBy(
                        () -> explainer.explain(new Table(new double[rows * 500], rows, 500, List.of()), Progress.NONE))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("at most " + (rows - 1) + " rows at a time");
    }

    @Test
    void progressGoesFromBothPartsOfTheWorkToTheLastRowAndCanStopIt() throws Exception {
        Explainer explainer = explainer("xgb_reg_d8", Precision.FLOAT);
        Table rows = Tables.repeated(GoldenCase.named("xgb_reg_d8").rows(), 4);
        List<Integer> told = new ArrayList<>();

        explainer.explain(rows, done -> told.add(done));

        assertThat(told).isSorted().hasSizeGreaterThan(2).endsWith(rows.rows());
        assertThatThrownBy(() -> explainer.explain(rows, done -> done < rows.rows() / 2))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @CsvSource({"xgb_reg_d8, FLOAT", "xgb_reg_d8, DOUBLE", "xgb_deep16, FLOAT"})
    void moreRowsTakeNoMoreScratch(String name, Precision precision) throws Exception {
        Explainer explainer = explainer(name, precision);
        Table rows = GoldenCase.named(name).rows();
        Table few = Tables.repeated(rows, 2);
        Table many = Tables.repeated(rows, 6);
        explainer.explain(few, Progress.NONE);
        long extraRows = (long) many.rows() - few.rows();

        long extra = allocatedBy(explainer, many) - allocatedBy(explainer, few);

        long perRow = (long) rows.columns() * (rows.columns() + 1) + 1;
        assertThat(extra)
                .as("bytes beyond the results themselves")
                .isLessThan(extraRows * perRow * Double.BYTES + 4096);
    }

    private static long allocatedBy(Explainer explainer, Table rows) throws TableException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        explainer.explain(rows, Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

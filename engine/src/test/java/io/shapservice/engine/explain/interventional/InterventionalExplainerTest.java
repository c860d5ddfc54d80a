package io.shapservice.engine.explain.interventional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.Tables;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterventionalExplainerTest {
    private static final InterventionalLimits NO_TABLES = new InterventionalLimits(0, 1000);

    private static ExplainOptions options(Precision precision) {
        return new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, precision);
    }

    private static Explainer explainer(GoldenCase golden, Precision precision, InterventionalLimits limits)
            throws Exception {
        return new InterventionalExplainer(
                golden.ensemble(), options(precision), Background.of(golden.background()), limits);
    }

    private static Explainer explainer(GoldenCase golden, Precision precision) throws Exception {
        return explainer(golden, precision, InterventionalLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "xgb_reg_d8, FLOAT, 1073741824",
        "xgb_reg_d8, DOUBLE, 1073741824",
        "xgb_reg_d8, FLOAT, 0",
        "xgb_reg_d8, FLOAT, 200000",
        "xgb_vector_leaf, FLOAT, 1073741824",
        "xgb_cat_partition, FLOAT, 1073741824"
    })
    void aRowGivesTheSameBitsWhateverTheTableThatItIsPartOf(String name, Precision precision, long tableBytes)
            throws Exception {
        GoldenCase golden = GoldenCase.named(name);
        Explainer explainer = explainer(golden, precision, new InterventionalLimits(tableBytes, 1000));
        Table rows = Tables.repeated(golden.rows(), 2);
        Explanation whole = explainer.explain(rows, Progress.NONE);
        int perRow = whole.features() * whole.outputs();

        for (int size : new int[] {1, 7, 100}) {
            for (int from = 0; from < Math.min(rows.rows(), 8 * size); from += size) {
                int count = Math.min(size, rows.rows() - from);
                Explanation part = explainer.explain(Tables.slice(rows, from, count), Progress.NONE);
                assertThat(Tables.bits(part.values()))
                        .isEqualTo(Tables.bits(whole.values(), from * perRow, count * perRow));
            }
        }
    }

    @Test
    void manyThreadsShareOneExplainerAndGetTheSameBits() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Explainer explainer = explainer(golden, Precision.FLOAT);
        Table rows = golden.rows();
        long[] alone = Tables.bits(explainer.explain(rows, Progress.NONE).values());

        List<Future<Explanation>> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                together.add(threads.submit(() -> explainer.explain(rows, Progress.NONE)));
            }
        }
        for (Future<Explanation> one : together) {
            assertThat(Tables.bits(one.get().values())).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void treesWithoutTablesGiveTheSameValues(Precision precision) throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_binary_nan");
        double[] byTable = explainer(golden, precision)
                .explain(golden.rows(), Progress.NONE)
                .values();

        double[] byPair = explainer(golden, precision, NO_TABLES)
                .explain(golden.rows(), Progress.NONE)
                .values();

        for (int i = 0; i < byPair.length; i++) {
            assertThat(byTable[i]).isCloseTo(byPair[i], within(precision == Precision.FLOAT ? 1e-7 : 1e-12));
        }
    }

    @Test
    void aWeightCountsAsThatManyEqualRows() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d3");
        Table background = golden.background();
        double[] counts = new double[background.rows()];
        Arrays.setAll(counts, i -> i == 0 ? 3 : 1);
        double[] values = Arrays.copyOf(background.values(), background.values().length + 2 * background.columns());
        System.arraycopy(background.values(), 0, values, background.values().length, background.columns());
        System.arraycopy(background.values(), 0, values, values.length - background.columns(), background.columns());
        Table repeated = new Table(values, background.rows() + 2, background.columns(), List.of());

        Explanation weighted = explain(golden, Background.weighted(background, counts));
        Explanation doubled = explain(golden, Background.of(repeated));

        assertThat(weighted.baseValues()[0]).isCloseTo(doubled.baseValues()[0], within(1e-12));
        for (int i = 0; i < weighted.values().length; i++) {
            assertThat(weighted.values()[i]).isCloseTo(doubled.values()[i], within(1e-12));
        }
    }

    private static Explanation explain(GoldenCase golden, Background background) throws Exception {
        return Explainers.create(golden.ensemble(), options(Precision.DOUBLE), background)
                .explain(golden.rows(), Progress.NONE);
    }

    @Test
    void aRowThatIsTheWholeBackgroundHasNothingToExplain() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Table one = Tables.slice(golden.rows(), 30, 1);

        Explanation explanation = Explainers.create(golden.ensemble(), options(Precision.DOUBLE), Background.of(one))
                .explain(one, Progress.NONE);

        double scale = Math.abs(explanation.prediction()[0]);
        assertThat(explanation.values())
                .usingComparatorWithPrecision(1e-12 * scale)
                .containsOnly(0);
        assertThat(explanation.baseValues()[0]).isCloseTo(explanation.prediction()[0], within(1e-5 * scale));
    }

    @Test
    void aLargerBackgroundMakesNeitherRowsDearerNorTablesLarger() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Table background = golden.background();
        Explainer small = Explainers.create(
                golden.ensemble(), options(Precision.FLOAT), Background.of(Tables.slice(background, 0, 2)));
        Explainer large = Explainers.create(
                golden.ensemble(), options(Precision.FLOAT), Background.of(Tables.repeated(background, 50)));

        assertThat(large.costPerRow()).isEqualTo(small.costPerRow());
        assertThat(large.preparation().tableBytes())
                .isPositive()
                .isEqualTo(small.preparation().tableBytes());
        assertThat(large.preparation().took()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void tablesAreSmallerWhereThereIsLittleMemoryAndSayTheSame(Precision precision) throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Explainer large = explainer(golden, precision);
        long bytes = large.preparation().tableBytes();
        Explainer small = explainer(golden, precision, new InterventionalLimits(bytes, 1000));

        assertThat(small.preparation().tableBytes()).isPositive().isLessThan(bytes);
        double[] expected = large.explain(golden.rows(), Progress.NONE).values();
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(small.explain(golden.rows(), Progress.NONE).values())
                .usingComparatorWithPrecision(3e-7 * scale)
                .containsExactly(expected);
    }

    @Test
    void leavesFarFromZeroCostNoDigits() throws Exception {
        GoldenCase golden = GoldenCase.named("skl_rf_reg");
        Explanation inFloat = explainer(golden, Precision.FLOAT).explain(golden.rows(), Progress.NONE);
        Explanation inDouble = explainer(golden, Precision.DOUBLE).explain(golden.rows(), Progress.NONE);

        double largest = Arrays.stream(inDouble.values()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < inFloat.values().length; i++) {
            assertThat(inFloat.values()[i]).isCloseTo(inDouble.values()[i], within(3e-7 * largest));
        }
    }

    @Test
    void manyBackgroundRowsAreRefusedWhereEachTakesTime() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_binary_nan");
        Background many = Background.of(Tables.repeated(golden.rows(), 10));

        assertThatThrownBy(
                        () -> new InterventionalExplainer(golden.ensemble(), options(Precision.FLOAT), many, NO_TABLES))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("at most 1000")
                .hasMessageContaining("summary");
        ExplainOptions probability =
                new ExplainOptions(Method.INTERVENTIONAL, false, Output.PROBABILITY, Precision.FLOAT);
        assertThatThrownBy(() -> Explainers.create(golden.ensemble(), probability, many))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("at most 1000")
                .hasMessageContaining("output=raw");
    }

    @Test
    void rowsOfAnotherWidthAreRefused() throws Exception {
        Explainer explainer = explainer(GoldenCase.named("xgb_reg_d3"), Precision.FLOAT);

        assertThatThrownBy(() -> explainer.explain(new Table(new double[10], 2, 5, List.of()), Progress.NONE))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("5 columns")
                .hasMessageContaining("6 features");
    }

    @Test
    void aCallThatIsToldToStopStops() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");

        assertThatThrownBy(() -> explainer(golden, Precision.FLOAT).explain(golden.rows(), done -> false))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 1073741824", "DOUBLE, 1073741824", "FLOAT, 0"})
    void moreRowsTakeNoMoreScratch(Precision precision, long tableBytes) throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_binary_nan");
        Explainer explainer = explainer(golden, precision, new InterventionalLimits(tableBytes, 1000));
        Table few = Tables.repeated(golden.rows(), 40);
        Table many = Tables.repeated(golden.rows(), 60);
        explainer.explain(few, Progress.NONE);
        long extraRows = (long) many.rows() - few.rows();

        long extra = allocatedBy(explainer, many) - allocatedBy(explainer, few);

        long results = extraRows * (golden.rows().columns() + 1) * Double.BYTES;
        // Scratch is for one tile, at most, and both tables fill one.
        assertThat(extra).as("bytes beyond the results themselves").isLessThan(results + extraRows);
    }

    private static long allocatedBy(Explainer explainer, Table rows) throws TableException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        explainer.explain(rows, Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

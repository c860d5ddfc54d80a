package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
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
import org.junit.jupiter.params.provider.ValueSource;

class PathExplainerTest {
    @ParameterizedTest
    @ValueSource(strings = {"xgb_reg_d8", "xgb_vector_leaf", "xgb_softprob4", "xgb_cat_partition"})
    void aRowGivesTheSameBitsWhateverTheTableThatItIsPartOf(String name) throws Exception {
        GoldenCase golden = GoldenCase.named(name);
        Explainer explainer = Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT);
        Table rows = golden.rows();
        Explanation whole = explainer.explain(rows, Progress.NONE);
        int perRow = whole.features() * whole.outputs();

        for (int size : new int[] {1, 7, 64, 100}) {
            for (int from = 0; from < rows.rows(); from += size) {
                int count = Math.min(size, rows.rows() - from);
                Explanation part = explainer.explain(slice(rows, from, count), Progress.NONE);
                assertThat(bits(part.values())).isEqualTo(bits(whole.values(), from * perRow, count * perRow));
                assertThat(bits(part.prediction()))
                        .isEqualTo(bits(whole.prediction(), from * whole.outputs(), count * whole.outputs()));
            }
        }
        Explanation repeated = explainer.explain(repeated(rows, 5), Progress.NONE);
        assertThat(bits(repeated.values(), 4 * whole.values().length, whole.values().length))
                .isEqualTo(bits(whole.values()));
    }

    @Test
    void manyThreadsShareOneExplainerAndGetTheSameBits() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Explainer explainer = Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT);
        Table rows = golden.rows();
        long[] alone = bits(explainer.explain(rows, Progress.NONE).values());

        List<Future<Explanation>> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                together.add(threads.submit(() -> explainer.explain(rows, Progress.NONE)));
            }
        }
        for (Future<Explanation> one : together) {
            assertThat(bits(one.get().values())).isEqualTo(alone);
        }
    }

    @Test
    void progressIsToldAfterEachSliceAndOnceForTheLastRow() throws Exception {
        Explainer explainer = Explainers.create(GoldenCase.named("xgb_reg_d8").ensemble(), ExplainOptions.DEFAULT);
        Table rows = repeated(GoldenCase.named("xgb_reg_d8").rows(), 10);
        List<Integer> told = new ArrayList<>();

        explainer.explain(rows, done -> told.add(done));

        assertThat(told)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(2)
                .endsWith(rows.rows());
    }

    @Test
    void aCallThatIsToldToStopStopsAfterTheSlice() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d8");
        Explainer explainer = Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT);
        Table rows = repeated(golden.rows(), 10);
        List<Integer> told = new ArrayList<>();

        assertThatThrownBy(() -> explainer.explain(rows, done -> {
                    told.add(done);
                    return false;
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(told).hasSize(1);
    }

    /** From two points of quadrature to several passes of them. */
    @ParameterizedTest
    @CsvSource({
        "xgb_reg_d3, FLOAT", "xgb_reg_d3, DOUBLE",
        "xgb_reg_d8, FLOAT", "xgb_reg_d8, DOUBLE",
        "xgb_cal_housing_med_ubj, FLOAT", "xgb_cal_housing_med_ubj, DOUBLE",
        "xgb_wide500, FLOAT", "xgb_wide500, DOUBLE"
    })
    void moreRowsTakeNoMoreScratch(String name, Precision precision) throws Exception {
        GoldenCase golden = GoldenCase.named(name);
        Explainer explainer =
                Explainers.create(golden.ensemble(), new ExplainOptions(Method.PATH, false, Output.RAW, precision));
        Table few = repeated(golden.rows(), 5);
        Table many = repeated(golden.rows(), 15);
        explainer.explain(few, Progress.NONE);

        long extraRows = (long) many.rows() - few.rows();
        long extra = allocatedBy(explainer, many) - allocatedBy(explainer, few);

        long results = extraRows * (golden.rows().columns() + 1) * Double.BYTES;
        assertThat(extra).as("bytes beyond the results themselves").isLessThan(results + 4096);
    }

    private static long allocatedBy(Explainer explainer, Table rows) throws TableException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        explainer.explain(rows, Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void rowsOfAnotherWidthAreRefused() throws Exception {
        Explainer explainer = Explainers.create(GoldenCase.named("xgb_reg_d3").ensemble(), ExplainOptions.DEFAULT);

        assertThatThrownBy(() -> explainer.explain(new Table(new double[10], 2, 5, List.of()), Progress.NONE))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("5 columns")
                .hasMessageContaining("6 features");
    }

    @Test
    void noRowsGiveNoValuesAndTheBase() throws Exception {
        GoldenCase golden = GoldenCase.named("xgb_reg_d3");
        Explainer explainer = Explainers.create(golden.ensemble(), ExplainOptions.DEFAULT);

        Explanation none = explainer.explain(new Table(new double[0], 0, 6, List.of()), Progress.NONE);

        assertThat(none.values()).isEmpty();
        assertThat(none.additivityMaxError()).isZero();
        assertThat(none.baseValues()).hasSize(1);
    }

    private static Table slice(Table of, int from, int count) {
        int columns = of.columns();
        double[] values = Arrays.copyOfRange(of.values(), from * columns, (from + count) * columns);
        return new Table(values, count, columns, of.columnNames());
    }

    private static Table repeated(Table of, int times) {
        double[] values = new double[of.values().length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(of.values(), 0, values, i * of.values().length, of.values().length);
        }
        return new Table(values, of.rows() * times, of.columns(), of.columnNames());
    }

    private static long[] bits(double[] values) {
        return bits(values, 0, values.length);
    }

    private static long[] bits(double[] values, int from, int count) {
        long[] bits = new long[count];
        Arrays.setAll(bits, i -> Double.doubleToRawLongBits(values[from + i]));
        return bits;
    }
}

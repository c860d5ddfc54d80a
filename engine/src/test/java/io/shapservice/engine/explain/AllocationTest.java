package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.interventional.InterventionalExplainer;
import io.shapservice.engine.explain.interventional.InterventionalLimits;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * More rows of a warm batch allocate their results, and nothing else for a row, in every variant of the kernels. Warm: large loops are
 * compiled by then, and what the compiler might allocate in their place, such as boxes, would show.
 */
class AllocationTest {
    private static final int ROWS = 1056;
    /** Tables are looked up for tiles of so many rows at a time. */
    private static final int LARGE_TILE = 4096;

    /** No object is as small as this many bytes; a few iterators for a tile of 64 rows or more are. */
    private static final int LESS_THAN_AN_OBJECT = 4;

    private static final int WARM_ROWS = 40_000;
    private static final int TREES = 3;
    private static final int BACKGROUND = 20;

    /** Depths and features: one point of quadrature to five, several passes, and repeated features. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, FLOAT", "1, 1, DOUBLE",
        "4, 4, FLOAT", "4, 4, DOUBLE",
        "6, 6, FLOAT", "6, 6, DOUBLE",
        "8, 8, FLOAT", "8, 8, DOUBLE",
        "9, 9, FLOAT", "9, 9, DOUBLE",
        "12, 12, FLOAT", "12, 12, DOUBLE",
        "8, 4, FLOAT", "8, 4, DOUBLE"
    })
    void pathDependentValues(int depth, int features, Precision precision) throws Exception {
        LevelForest forest = new LevelForest(TREES, depth, features);
        Explainer explainer = Explainers.create(forest.ensemble(new Random(1)), options(Method.PATH, false, precision));

        assertNothingBesideResults(explainer, forest, ROWS, features + 1);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, FLOAT", "4, 4, DOUBLE", "8, 8, FLOAT", "8, 8, DOUBLE", "8, 4, FLOAT", "8, 4, DOUBLE"})
    void interactionValues(int depth, int features, Precision precision) throws Exception {
        LevelForest forest = new LevelForest(TREES, depth, features);
        Explainer explainer = Explainers.create(forest.ensemble(new Random(1)), options(Method.PATH, true, precision));

        assertNothingBesideResults(explainer, forest, ROWS, features * (features + 1) + 1);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void interventionalValuesFromTables(Precision precision) throws Exception {
        LevelForest forest = new LevelForest(TREES, 6, 6);

        assertNothingBesideResults(
                interventional(forest, precision, InterventionalLimits.DEFAULT), forest, LARGE_TILE, 7);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void interventionalValuesPairByPair(Precision precision) throws Exception {
        LevelForest forest = new LevelForest(TREES, 4, 4);

        assertNothingBesideResults(
                interventional(forest, precision, new InterventionalLimits(0, BACKGROUND)), forest, LARGE_TILE, 5);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void valuesOfProbabilities(Precision precision) throws Exception {
        LevelForest forest = new LevelForest(TREES, 4, 4);
        Explainer explainer = Explainers.create(
                forest.ensemble(new Random(1)),
                new ExplainOptions(Method.INTERVENTIONAL, false, Output.PROBABILITY, precision),
                Background.of(forest.rows(BACKGROUND, new Random(2))));

        assertNothingBesideResults(explainer, forest, ROWS, 5);
    }

    private static Explainer interventional(LevelForest forest, Precision precision, InterventionalLimits limits)
            throws Exception {
        TreeEnsemble ensemble = forest.ensemble(new Random(1));
        Background background = Background.of(forest.rows(BACKGROUND, new Random(2)));
        return new InterventionalExplainer(
                ensemble, options(Method.INTERVENTIONAL, false, precision), background, limits);
    }

    private static ExplainOptions options(Method method, boolean interactions, Precision precision) {
        return new ExplainOptions(method, interactions, Output.RAW, precision);
    }

    /**
     * @param rows at least a tile
     * @param results doubles that a row's values and prediction are
     */
    private static void assertNothingBesideResults(Explainer explainer, LevelForest forest, int rows, int results)
            throws TableException {
        Table few = forest.rows(rows, new Random(3));
        Table many = forest.rows(2 * rows, new Random(3));
        for (int warm = 0; warm < WARM_ROWS; warm += many.rows()) {
            explainer.explain(many, Progress.NONE);
        }

        long extra = allocatedBy(explainer, many) - allocatedBy(explainer, few);

        long ofResults = (long) rows * results * Double.BYTES;
        assertThat(extra)
                .as("bytes of %d more rows, whose results take %d", rows, ofResults)
                .isLessThan(ofResults + (long) rows * LESS_THAN_AN_OBJECT);
    }

    private static long allocatedBy(Explainer explainer, Table rows) throws TableException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        explainer.explain(rows, Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

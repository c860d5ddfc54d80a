package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Up to four rows have a kernel of their own. */
class SingleRowTest {
    private static final int ENSEMBLES = Integer.getInteger("shap.ensembles", 800);
    /** More than have that kernel. */
    private static final int MANY = 9;

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aSingleRowHasTheBitsThatItHasAmongManyForEveryShapeOfTree(Precision precision) throws Exception {
        RandomGenerator random = new Random(20260103);
        for (int n = 0; n < ENSEMBLES; n++) {
            RandomModel model = RandomModel.next(random);
            assertSameBits("ensemble " + n, model.ensemble(), model.rows(random, MANY), precision);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void theSumsOfManyTreesAreRoundedWhereTheyAreAmongMany(Precision precision) throws Exception {
        LevelForest forest = new LevelForest(70, 5, 3);

        assertSameBits("70 trees", forest.ensemble(new Random(1)), forest.rows(MANY, new Random(2)), precision);
    }

    /** Its nodes are more than the form for a single row can number. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void aTreeTooLargeForThatKernelGivesTheSameBitsToo(Precision precision) throws Exception {
        LevelForest forest = new LevelForest(1, 15, 8);

        assertSameBits("a large tree", forest.ensemble(new Random(1)), forest.rows(MANY, new Random(2)), precision);
    }

    private static void assertSameBits(String what, TreeEnsemble ensemble, Table rows, Precision precision)
            throws Exception {
        Explainer explainer = explainer(ensemble, precision);
        Explanation together = explainer.explain(rows, Progress.NONE);
        int perRow = together.features() * together.outputs();
        for (int from = 0; from < MANY; from += 3) {
            for (int count = 1; count <= 3; count += 2) {
                Explanation few = explainer.explain(Tables.slice(rows, from, count), Progress.NONE);
                assertThat(Tables.bits(few.values()))
                        .as("%s, %d rows from row %d", what, count, from)
                        .isEqualTo(Tables.bits(together.values(), from * perRow, count * perRow));
                assertThat(Tables.bits(few.prediction()))
                        .isEqualTo(Tables.bits(
                                together.prediction(), from * together.outputs(), count * together.outputs()));
            }
        }
    }

    /** Points of quadrature from two to two passes of four. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void aWarmRowAllocatesNothingBesideItsResults(Precision precision) throws Exception {
        for (int depth : new int[] {4, 8, 14}) {
            LevelForest forest = new LevelForest(3, depth, depth);
            Explainer explainer = explainer(forest.ensemble(new Random(1)), precision);
            Table one = forest.rows(1, new Random(3));
            Table four = forest.rows(4, new Random(3));
            for (int warm = 0; warm < 200; warm++) {
                explainer.explain(four, Progress.NONE);
                explainer.explain(one, Progress.NONE);
            }

            long extra = allocatedBy(explainer, four) - allocatedBy(explainer, one);

            // Values and prediction, and for each row what checks that they add up.
            long results = 3L * (depth + 2) * Double.BYTES;
            assertThat(extra).as("depth %d", depth).isLessThanOrEqualTo(results + 3 * 64);
        }
    }

    private static Explainer explainer(TreeEnsemble ensemble, Precision precision) throws Exception {
        return Explainers.create(ensemble, new ExplainOptions(Method.PATH, false, Output.RAW, precision));
    }

    private static long allocatedBy(Explainer explainer, Table rows) throws TableException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        explainer.explain(rows, Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

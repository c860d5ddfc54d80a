package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tree that is one path: level i splits on feature i with share r, and its last leaf alone is worth 1. A row that takes the path
 * gives every feature the same value by symmetry, (1 − r^n) / n, whatever the depth.
 */
class DeepPathTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 20, 24, 40, 100, 1000})
    void pathsOfAnyLengthAreExplainedToTheLastDigits(int depth) throws Exception {
        check(depth, Precision.DOUBLE, 1e-13);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 20, 24, 40, 100, 1000})
    void inFloatTooTheLengthOfAPathCostsNoDigits(int depth) throws Exception {
        check(depth, Precision.FLOAT, 1e-7);
    }

    private static void check(int depth, Precision precision, double tolerance) throws Exception {
        double share = 0.5;
        TreeEnsemble ensemble = chain(depth, share);
        double[] row = new double[depth];

        Explanation explanation = Explainers.create(
                        ensemble, new ExplainOptions(Method.PATH, false, Output.RAW, precision))
                .explain(new Table(row, 1, depth, List.of()), Progress.NONE);

        double expected = (1 - Math.pow(share, depth)) / depth;
        for (double value : explanation.values()) {
            assertThat(value).isCloseTo(expected, offset(tolerance));
        }
        assertThat(explanation.additivityMaxError()).isLessThan(100 * tolerance);
    }

    private static TreeEnsemble chain(int depth, double share) throws Exception {
        int nodes = 2 * depth + 1;
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] feature = new int[nodes];
        double[] cover = new double[nodes];
        double[] values = new double[nodes];
        Arrays.fill(left, -1);
        cover[0] = 1;
        for (int i = 0; i < depth; i++) {
            int node = 2 * i;
            left[node] = node + 2;
            right[node] = node + 1;
            feature[node] = i;
            cover[node + 2] = cover[node] * share;
            cover[node + 1] = cover[node] * (1 - share);
        }
        values[nodes - 1] = 1;
        double[] threshold = new double[nodes];
        Arrays.fill(threshold, 1);
        int[] none = new int[nodes];
        Arrays.fill(none, -1);
        MissingRule[] missing = new MissingRule[nodes];
        Arrays.fill(missing, MissingRule.NAN);
        int[] leafRow = new int[nodes];
        Arrays.setAll(leafRow, i -> i);
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        builder.add(new SourceTree(
                left, right, feature, threshold, cover, new BitSet(), missing, none, List.of(), leafRow, values, 1, 0));
        return builder.build(new EnsembleHeader(
                depth,
                List.of(),
                1,
                List.of(),
                new int[] {0},
                new double[0],
                new double[] {0},
                Link.IDENTITY,
                Arithmetic.XGBOOST,
                "test"));
    }
}

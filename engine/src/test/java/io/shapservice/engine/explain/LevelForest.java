package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Complete trees whose level i splits on feature i, and after the last feature on the first again: the number of features decides
 * the points of quadrature, a larger depth repeats features.
 */
record LevelForest(int trees, int depth, int features) {
    TreeEnsemble ensemble(RandomGenerator random) throws EnsembleException {
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        for (int t = 0; t < trees; t++) {
            builder.add(tree(random));
        }
        return builder.build(new EnsembleHeader(
                features,
                List.of(),
                1,
                List.of(),
                new int[trees],
                new double[0],
                new double[1],
                Link.LOGISTIC,
                Arithmetic.XGBOOST,
                "test"));
    }

    Table rows(int count, RandomGenerator random) {
        return new Table(random.doubles((long) count * features).toArray(), count, features, List.of());
    }

    /** Node i has the children 2i + 1 and 2i + 2. */
    private SourceTree tree(RandomGenerator random) {
        int nodes = (2 << depth) - 1;
        int inner = nodes / 2;
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] feature = new int[nodes];
        double[] cover = new double[nodes];
        cover[0] = 1;
        for (int i = 0; i < nodes; i++) {
            left[i] = i < inner ? 2 * i + 1 : -1;
            right[i] = i < inner ? 2 * i + 2 : -1;
            feature[i] = level(i) % features;
            if (i < inner) {
                cover[2 * i + 1] = cover[i] * random.nextDouble(0.1, 0.9);
                cover[2 * i + 2] = cover[i] - cover[2 * i + 1];
            }
        }
        double[] threshold = random.doubles(nodes).toArray();
        double[] values = random.doubles(nodes, -1, 1).toArray();
        int[] none = new int[nodes];
        Arrays.fill(none, -1);
        int[] leafRow = new int[nodes];
        Arrays.setAll(leafRow, i -> i);
        MissingRule[] missing = MissingRule.NAN.atEach(nodes);
        return new SourceTree(
                left, right, feature, threshold, cover, new BitSet(), missing, none, List.of(), leafRow, values, 1, 0);
    }

    private static int level(int node) {
        return 31 - Integer.numberOfLeadingZeros(node + 1);
    }
}

package io.shapservice.engine.fuzz;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rows on which a model's splits decide: on and beside its thresholds, missing, infinite, categories and none. */
final class TellingRows {
    private static final int SPLITS = 8;
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        2,
        3,
        -0.5,
        0.5,
        31,
        1e-36,
        1e300,
        1 << 24,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final TreeEnsemble model;
    private final RandomGenerator random;

    TellingRows(TreeEnsemble model, RandomGenerator random) {
        this.model = model;
        this.random = random;
    }

    Table table(int rows) {
        int features = model.features();
        double[] values = new double[rows * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < SPLITS; i++) {
                meet(values, row * features);
            }
        }
        return new Table(values, rows, features, List.of());
    }

    private void meet(double[] values, int offset) {
        Tree tree = model.tree(random.nextInt(model.trees()));
        int node = random.nextInt(tree.nodes());
        if (!tree.isLeaf(node) && !tree.isCategorical(node)) {
            double threshold = tree.threshold(node);
            values[offset + tree.feature(node)] = switch (random.nextInt(4)) {
                case 0 -> Math.nextUp(threshold);
                case 1 -> Math.nextDown(threshold);
                case 2 -> (float) threshold;
                default -> threshold;
            };
        }
    }
}

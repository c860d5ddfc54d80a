package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.SourceTree;

/**
 * Shapley values by their definition: the weighted mean, over all 2^F coalitions, of what a feature adds. Written from the
 * source's arrays alone, so that it shares nothing with what it checks.
 */
final class BruteForce {
    private final SourceTree tree;
    private final Arithmetic arithmetic;
    private final int features;

    BruteForce(SourceTree tree, Arithmetic arithmetic, int features) {
        this.tree = tree;
        this.arithmetic = arithmetic;
        this.features = features;
    }

    /** The tree's value for value {@code k} of its leaves when only the features of {@code coalition} are known. */
    double value(double[] row, int coalition, int k) {
        return value(row, coalition, k, 0);
    }

    private double value(double[] row, int coalition, int k, int node) {
        int left = tree.left()[node];
        if (left < 0) {
            return tree.leafValues()[tree.leafRow()[node] * tree.width() + k];
        }
        int right = tree.right()[node];
        int feature = tree.feature()[node];
        if ((coalition >> feature & 1) == 1) {
            return value(row, coalition, k, goesLeft(row[feature], node) ? left : right);
        }
        double both = tree.cover()[left] + tree.cover()[right];
        double share = both == 0 ? 0.5 : tree.cover()[left] / both;
        return share * value(row, coalition, k, left) + (1 - share) * value(row, coalition, k, right);
    }

    private boolean goesLeft(double value, int node) {
        double x = arithmetic.input() == Arithmetic.Width.FLOAT32 ? (float) value : value;
        boolean byDefault = tree.defaultLeft().get(node);
        if (tree.categorySplit()[node] >= 0) {
            var split = tree.categories().get(tree.categorySplit()[node]);
            if (Double.isNaN(x)) {
                return byDefault;
            }
            double code = switch (split.code()) {
                case NOT_NEGATIVE -> Math.floor(x);
                case TRUNCATED -> x < 0 ? Math.ceil(x) : Math.floor(x);
                case EXACT -> x == Math.floor(x) ? x : -1;
            };
            boolean listed = code >= 0 && code < split.listed();
            return listed ? split.left().get((int) code) : split.othersLeft();
        }
        boolean missing = switch (tree.missing()[node]) {
            case NAN -> Double.isNaN(x);
            case ZERO_AND_NAN -> Double.isNaN(x) || x == 0;
            case NONE -> false;
        };
        if (missing) {
            return byDefault;
        }
        double seen = Double.isNaN(x) ? 0 : x;
        double threshold = tree.threshold()[node];
        return arithmetic.comparison() == Comparison.LESS ? seen < threshold : seen <= threshold;
    }

    double shapley(double[] row, int feature, int k) {
        double sum = 0;
        for (int coalition = 0; coalition < 1 << features; coalition++) {
            if ((coalition >> feature & 1) == 0) {
                double adds = value(row, coalition | 1 << feature, k) - value(row, coalition, k);
                sum += weight(Integer.bitCount(coalition)) * adds;
            }
        }
        return sum;
    }

    /** |S|! (F − |S| − 1)! / F! */
    private double weight(int size) {
        double weight = 1.0 / features;
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (features - i);
        }
        return weight;
    }

    /** Shapley's interaction index, halved: what each of the two features gets of it. */
    double interaction(double[] row, int i, int j, int k) {
        double sum = 0;
        int both = 1 << i | 1 << j;
        for (int coalition = 0; coalition < 1 << features; coalition++) {
            if ((coalition & both) == 0) {
                double adds = value(row, coalition | both, k)
                        - value(row, coalition | 1 << i, k)
                        - value(row, coalition | 1 << j, k)
                        + value(row, coalition, k);
                sum += pairWeight(Integer.bitCount(coalition)) * adds;
            }
        }
        return sum / 2;
    }

    /** |S|! (F − |S| − 2)! / (F − 1)! */
    private double pairWeight(int size) {
        double weight = 1.0 / (features - 1);
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (features - 1 - i);
        }
        return weight;
    }
}

package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Compares predictions with targets that were not trained on. Links keep the order, so margins do for AUC. */
final class FidelityMeasure {
    private FidelityMeasure() {}

    static Fidelity of(TreeEnsemble ensemble, TrainingRows rows) {
        double[][] margins = new double[rows.rows()][ensemble.outputs()];
        for (int row = 0; row < margins.length; row++) {
            ensemble.margin(rows.features()[row], 0, margins[row], 0);
        }
        return rows.classes().isEmpty()
                ? new Fidelity("R2", r2(column(margins, 0), rows.target()), rows.rows())
                : new Fidelity("AUC", auc(margins, rows), rows.rows());
    }

    private static double[] column(double[][] margins, int k) {
        return Arrays.stream(margins).mapToDouble(row -> row[k]).toArray();
    }

    static double r2(double[] predicted, double[] target) {
        double mean = Arrays.stream(target).average().orElse(Double.NaN);
        double error = 0;
        double variance = 0;
        for (int i = 0; i < target.length; i++) {
            error += (target[i] - predicted[i]) * (target[i] - predicted[i]);
            variance += (target[i] - mean) * (target[i] - mean);
        }
        return variance == 0 ? Double.NaN : 1 - error / variance;
    }

    /** One output ranks the second of two classes; several rank a class each against the rest. */
    private static double auc(double[][] margins, TrainingRows rows) {
        int outputs = margins[0].length;
        return IntStream.range(0, outputs)
                .mapToDouble(k -> auc(column(margins, k), rows.target(), outputs == 1 ? 1 : k))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** By ranks; equal scores share theirs. NaN when all rows are of the class, or none. */
    static double auc(double[] scores, double[] target, int positive) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        double ranks = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (target[order[i]] == positive) {
                    positives++;
                    ranks += (from + to + 1) / 2.0;
                }
            }
            from = to;
        }
        long negatives = scores.length - positives;
        double pairs = (double) positives * negatives;
        return pairs == 0 ? Double.NaN : (ranks - positives * (positives + 1) / 2.0) / pairs;
    }
}

package io.shapservice.cli.explain;

import io.shapservice.engine.explain.Explanation;
import java.util.List;
import java.util.stream.IntStream;

/** What is known of a whole explanation when its pieces have passed by. */
final class ExplanationTotals {
    private long rows;
    private boolean interactions;
    private double additivityMaxError;
    private double[] magnitudes = new double[0];
    private List<String> names = List.of();

    void add(Explanation piece) {
        int outputs = piece.outputs();
        if (rows == 0) {
            magnitudes = new double[piece.features()];
            names = piece.featureNames();
            interactions = piece.interactions() != null;
        }
        var values = piece.values();
        for (int i = 0; i < values.length; i++) {
            magnitudes[i / outputs % magnitudes.length] += Math.abs(values[i]) / outputs;
        }
        rows += piece.rows();
        additivityMaxError = Math.max(additivityMaxError, piece.additivityMaxError());
    }

    long rows() {
        return rows;
    }

    boolean interactions() {
        return interactions;
    }

    double additivityMaxError() {
        return additivityMaxError;
    }

    /** {@code [F]}: mean |SHAP value| over rows and outputs. */
    double[] meanMagnitudes() {
        var means = magnitudes.clone();
        for (int f = 0; f < means.length; f++) {
            means[f] /= rows;
        }
        return means;
    }

    List<String> featureNames() {
        return names.isEmpty()
                ? IntStream.range(0, magnitudes.length)
                        .mapToObj(f -> "feature " + f)
                        .toList()
                : names;
    }
}

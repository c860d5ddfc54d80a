package io.shapservice.cli.explain;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.TopFeatures;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.Explanation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a person wants to know of a finished explanation. */
record ExplanationSummary(TreeEnsemble model, Explanation explanation, Duration took, Path out) {
    private static final int FEATURES_SHOWN = 10;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("model      %s: %s trees, %s leaves, depth %d, %d features, %s"
                .formatted(
                        model.library(),
                        Figures.count(model.trees()),
                        Figures.count(model.leaves()),
                        model.maxDepth(),
                        model.features(),
                        model.outputs() == 1 ? "1 output" : model.outputs() + " outputs"));
        double seconds = Math.max(took.toNanos() / 1e9, 1e-9);
        lines.add("explained  %s rows in %s: %s rows/s"
                .formatted(
                        Figures.count(explanation.rows()),
                        Figures.duration(took),
                        Figures.count(Math.round(explanation.rows() / seconds))));
        lines.add("adds up    sum of values + base value = prediction within "
                + Figures.error(explanation.additivityMaxError()));
        lines.add("written    " + String.join(", ", ExplanationFiles.NAMES) + " in " + out);
        if (explanation.rows() > 0) {
            lines.add("");
            lines.add("mean |SHAP value|");
            lines.addAll(TopFeatures.lines(names(), meanMagnitude(), FEATURES_SHOWN));
        }
        return lines;
    }

    private List<String> names() {
        return explanation.featureNames().isEmpty()
                ? IntStream.range(0, explanation.features())
                        .mapToObj(f -> "feature " + f)
                        .toList()
                : explanation.featureNames();
    }

    private double[] meanMagnitude() {
        var sums = new double[explanation.features()];
        var values = explanation.values();
        int outputs = explanation.outputs();
        for (int i = 0; i < values.length; i++) {
            sums[i / outputs % sums.length] += Math.abs(values[i]);
        }
        for (int f = 0; f < sums.length; f++) {
            sums[f] /= (double) explanation.rows() * outputs;
        }
        return sums;
    }
}

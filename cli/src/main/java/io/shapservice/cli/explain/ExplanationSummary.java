package io.shapservice.cli.explain;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.TopFeatures;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to know of a finished explanation. */
record ExplanationSummary(TreeEnsemble model, ExplanationTotals totals, Duration took, Path out) {
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
                        Figures.count(totals.rows()),
                        Figures.duration(took),
                        Figures.count(Math.round(totals.rows() / seconds))));
        lines.add("adds up    sum of values + base value = prediction within "
                + Figures.error(totals.additivityMaxError()));
        lines.add("written    " + String.join(", ", ExplanationFiles.names(totals.interactions())) + " in " + out);
        if (totals.rows() > 0) {
            lines.add("");
            lines.add("mean |SHAP value|");
            lines.addAll(TopFeatures.lines(totals.featureNames(), totals.meanMagnitudes(), FEATURES_SHOWN));
        }
        return lines;
    }
}

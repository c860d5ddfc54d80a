package io.shapservice.engine.fuzz;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.table.Table;
import java.util.random.RandomGenerator;

/** A model that was read can be explained, by options drawn at random: its values add up, or the options are refused. */
final class ExplainedModel {
    private static final int ROWS = 3;
    private static final int MAX_FEATURES = 64;
    private static final int MAX_INTERACTING = 8;
    /** Leaves × outputs: larger models would only slow the search down. */
    private static final long MAX_COST = 4096;

    /** Largest magnitude whose sums and products stay far from a float's range. */
    private static final double LARGEST = 1e30;

    private final TreeEnsemble model;
    private final RandomGenerator random;

    ExplainedModel(TreeEnsemble model, RandomGenerator random) {
        this.model = model;
        this.random = random;
    }

    void check() throws Exception {
        if (model.features() > MAX_FEATURES || model.leaves() * model.outputs() > MAX_COST) {
            return;
        }
        Table rows = new TellingRows(model, random).table(ROWS);
        ExplainOptions options = options();
        try {
            Explanation explanation =
                    Explainers.create(model, options, Background.of(rows)).explain(rows, Progress.NONE);
            checkAdditivity(explanation);
        } catch (UnsupportedOptionsException e) {
            Refusal.check(e);
        }
    }

    private ExplainOptions options() {
        Precision precision = random.nextBoolean() ? Precision.FLOAT : Precision.DOUBLE;
        boolean few = model.features() <= MAX_INTERACTING;
        return switch (random.nextInt(8)) {
            case 0 -> new ExplainOptions(Method.PATH, few, Output.RAW, precision);
            case 1 -> new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, precision);
            case 2 -> new ExplainOptions(Method.INTERVENTIONAL, false, Output.PROBABILITY, precision);
            default -> new ExplainOptions(Method.PATH, false, Output.RAW, precision);
        };
    }

    private void checkAdditivity(Explanation explanation) {
        double scale = scale();
        boolean bounded = scale <= LARGEST && explanation.options().output() == Output.RAW;
        if (bounded && !(explanation.additivityMaxError() <= share(explanation.options()) * scale)) {
            throw new AssertionError("values of magnitude " + scale + " add up with an error of "
                    + explanation.additivityMaxError() + " (" + explanation.options() + ")");
        }
    }

    /** Of the magnitude, that rounding may take: more for each tree where the source library adds in float32. */
    private double share(ExplainOptions options) {
        double sums = model.arithmetic().sum() == Arithmetic.Width.FLOAT32 ? 1.2e-7 * (model.trees() + 1) : 0;
        return sums + (options.precision() == Precision.FLOAT ? 1e-4 : 1e-9);
    }

    /** No margin, and no sum on the way to one, is larger. */
    private double scale() {
        double base = 0;
        for (int k = 0; k < model.outputs(); k++) {
            base = Math.max(base, Math.abs(model.baseMargin(k)));
        }
        double sum = base;
        for (int t = 0; t < model.trees(); t++) {
            sum += largest(model.tree(t));
        }
        return sum;
    }

    private static double largest(Tree tree) {
        double largest = 0;
        for (int node = 0; node < tree.nodes(); node++) {
            for (int k = 0; tree.isLeaf(node) && k < tree.width(); k++) {
                largest = Math.max(largest, Math.abs(tree.leafValue(node, k)));
            }
        }
        return largest;
    }
}

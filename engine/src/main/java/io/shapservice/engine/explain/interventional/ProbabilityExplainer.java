package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.explain.interventional.InterventionalPlan.Paired;
import io.shapservice.engine.rank.RankedMargins;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Interventional values in the space of the model's link, by shap's rule: for each background row z, the margin's values times
 * (link(f(x)) − link(f(z))) / (f(x) − f(z)); then the mean over the background. They add up to the prediction, but are not the Shapley
 * values of the game whose payoff is the probability. The factor differs by pair, so the work grows with the background.
 */
public final class ProbabilityExplainer implements Explainer {
    private static final int MAX_TILE = 64;

    /** Cost of rows between two ticks of progress: some tens of milliseconds. */
    private static final long COST_PER_TICK = 10_000_000;

    private final TreeEnsemble ensemble;
    private final ExplainOptions options;
    private final Background background;
    private final LinkSpace space;
    private final Ranking ranking;
    private final List<Paired> paired;
    /** {@code [M, K]} */
    private final double[] backgroundMargins;

    private final double[] baseValues;

    /** @throws UnsupportedOptionsException when the background has more rows than are allowed where each pair is computed */
    public ProbabilityExplainer(
            TreeEnsemble ensemble, ExplainOptions options, Background background, InterventionalLimits limits)
            throws UnsupportedOptionsException {
        if (background.size() > limits.pairedRows()) {
            throw new UnsupportedOptionsException(
                    "output=probability takes time for each background row, and so at most "
                            + limits.pairedRows() + " are allowed; this background has " + background.size()
                            + ". Use a sample or a summary of it, or output=raw");
        }
        this.ensemble = ensemble;
        this.options = options;
        this.background = background;
        this.space = LinkSpace.of(ensemble.link());
        this.ranking = Ranking.of(ensemble);
        this.paired = Paired.all(ensemble);
        RankedTile tile = ranking.newTile(background.size());
        tile.load(background.rows().values(), 0, ensemble.features(), background.size());
        this.backgroundMargins = new double[background.size() * ensemble.outputs()];
        exactMargins(background.size()).predict(tile, backgroundMargins, 0);
        this.baseValues = new double[ensemble.outputs()];
        for (int i = 0; i < backgroundMargins.length; i++) {
            double weight = background.weights()[i / baseValues.length];
            baseValues[i % baseValues.length] += weight * space.value(backgroundMargins[i]);
        }
    }

    @Override
    public long costPerRow() {
        long cost = 1;
        for (Paired one : paired) {
            cost += PairWalk.cost(ensemble.tree(one.tree())) * background.size();
        }
        return cost;
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        Results results = new Results(ensemble, table);
        int size = Math.clamp(Math.min(table.rows(), COST_PER_TICK / costPerRow()), 1, MAX_TILE);
        RankedTile tile = ranking.newTile(size);
        PairSums pairs = new PairSums(ensemble, ranking, paired, background);
        double[] factors = new double[size * background.size()];
        RankedMargins exact = exactMargins(size);
        double[] margins = new double[size * ensemble.outputs()];
        RankedMargins libraryMargins =
                new RankedMargins(ensemble, ranking, ensemble.arithmetic().sum(), size);
        double[] prediction = new double[table.rows() * ensemble.outputs()];
        for (int from = 0; from < table.rows(); from += size) {
            int count = Math.min(size, table.rows() - from);
            tile.load(table.values(), from * table.columns(), table.columns(), count);
            exact.predict(tile, margins, 0);
            libraryMargins.predict(tile, prediction, from);
            for (int k = 0; k < ensemble.outputs(); k++) {
                factor(margins, count, k, factors);
                pairs.add(tile, k, factors, results, from);
            }
            if (!progress.advanced(from + count)) {
                throw new CancellationException("stopped after " + (from + count) + " rows");
            }
        }
        return results.explanation(baseValues, inSpace(prediction), options);
    }

    /** In double whatever the library adds in, as the values themselves are: slopes are of their sums. */
    private RankedMargins exactMargins(int rows) {
        return new RankedMargins(ensemble, ranking, Arithmetic.Width.FLOAT64, rows);
    }

    /** {@code [rows, M]}: of each pair, times the background row's weight. */
    private void factor(double[] margins, int rows, int output, double[] factors) {
        int outputs = ensemble.outputs();
        for (int row = 0; row < rows; row++) {
            for (int z = 0; z < background.size(); z++) {
                double slope = space.slope(margins[row * outputs + output], backgroundMargins[z * outputs + output]);
                factors[row * background.size() + z] = background.weights()[z] * slope;
            }
        }
    }

    private double[] inSpace(double[] margins) {
        for (int i = 0; i < margins.length; i++) {
            margins[i] = space.value(margins[i]);
        }
        return margins;
    }
}

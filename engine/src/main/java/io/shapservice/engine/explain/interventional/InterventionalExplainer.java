package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Preparation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.rank.RankedMargins;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Interventional values in the margin's space. */
public final class InterventionalExplainer implements Explainer {
    /** Enough for a tree's table to be read once for many rows; a multiple of {@link #LANES}. */
    private static final int MAX_TILE = 4104;

    /** Rows that go through a tree at once: their conditions stay in the first-level cache. Whole vectors, and the one that C2 takes first. */
    private static final int LANES = 513;

    /** Cost of rows between two ticks of progress: some tens of milliseconds. */
    private static final long COST_PER_TICK = 50_000_000;

    private final TreeEnsemble ensemble;
    private final ExplainOptions options;
    private final Ranking ranking;
    private final Background background;
    private final InterventionalPlan plan;
    private final Preparation preparation;

    /** @throws UnsupportedOptionsException when the tables do not fit and the background is too large to do without */
    public InterventionalExplainer(
            TreeEnsemble ensemble, ExplainOptions options, Background background, InterventionalLimits limits)
            throws UnsupportedOptionsException {
        long began = System.nanoTime();
        this.ensemble = ensemble;
        this.options = options;
        this.background = background;
        this.ranking = Ranking.of(ensemble);
        this.plan = new PlanBuilder(ensemble, ranking, background, options.precision(), limits).build();
        this.preparation = new Preparation(Duration.ofNanos(System.nanoTime() - began), plan.tableBytes());
    }

    @Override
    public Preparation preparation() {
        return preparation;
    }

    @Override
    public long costPerRow() {
        long cost = 1;
        for (TableGroup group : plan.groups()) {
            for (TableGroup.Member member : group.members()) {
                cost += ensemble.tree(member.tree()).leaves();
            }
        }
        for (InterventionalPlan.Paired paired : plan.paired()) {
            cost += PairWalk.cost(ensemble.tree(paired.tree())) * background.size();
        }
        return cost;
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        Results results = new Results(ensemble, table);
        int size = Math.clamp(Math.min(table.rows(), COST_PER_TICK / costPerRow()), 1, MAX_TILE);
        RankedTile tile = ranking.newTile(size);
        TableSums tables = new TableSums(ensemble, ranking, plan, options.precision(), tile, size, LANES);
        PairSums pairs = new PairSums(ensemble, ranking, plan.paired(), background);
        double[] weights = weights(size);
        RankedMargins ranked =
                new RankedMargins(ensemble, ranking, ensemble.arithmetic().sum(), size);
        double[] margins = new double[table.rows() * ensemble.outputs()];
        for (int from = 0; from < table.rows(); from += size) {
            int count = Math.min(size, table.rows() - from);
            tile.load(table.values(), from * table.columns(), table.columns(), count);
            tables.add(results, from);
            for (int k = 0; k < ensemble.outputs() && !plan.paired().isEmpty(); k++) {
                pairs.add(tile, k, weights, results, from);
            }
            ranked.predict(tile, margins, from);
            if (!progress.advanced(from + count)) {
                throw new CancellationException("stopped after " + (from + count) + " rows");
            }
        }
        return results.explanation(plan.baseValues(), margins, options);
    }

    /** {@code [rows, M]}: the background's, for each row; nothing when there are tables for every tree. */
    private double[] weights(int rows) {
        int size = plan.paired().isEmpty() ? 0 : background.size();
        double[] weights = new double[rows * size];
        for (int row = 0; row < rows && size > 0; row++) {
            System.arraycopy(background.weights(), 0, weights, row * size, size);
        }
        return weights;
    }
}

package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Interaction values beside the plain ones: off the diagonal from {@link InteractionWalk}, on it what is left of the feature's value,
 * so that each row of the matrix adds up to it.
 */
public final class InteractionExplainer implements Explainer {
    /** Of one call's {@code [n, F, F, K]}: 1 GiB of doubles. */
    public static final int MAX_VALUES = 1 << 27;

    /** Of one row's {@code [F, F, K]}. */
    public static final int MAX_VALUES_PER_ROW = 1 << 24;

    /** Sums of all pairs for one tile stay in the second-level cache. */
    private static final int SUMS_PER_TILE = 1 << 17;

    private static final int MAX_SCRATCH = 1 << 22;
    private static final int MAX_LANES = 512;
    private static final int MIN_LANES = 16;

    /** Sums of so many trees are added in lanes before they are added to those before, in double. */
    private static final int TREES_PER_FLUSH = 32;

    /** Work beside that of the plain values, for a path of average length. */
    private static final int COST = 3;

    private final TreeEnsemble ensemble;
    private final ExplainOptions options;
    private final Explainer values;
    private final Ranking ranking;
    private final FeaturePairs pairs;
    private final List<InteractionPass> passes;
    private final Lanes.Size size;

    /**
     * @param values of the same model, without interactions
     * @throws UnsupportedOptionsException when one row's interactions are more than {@link #MAX_VALUES_PER_ROW}
     */
    public InteractionExplainer(TreeEnsemble ensemble, ExplainOptions options, Explainer values)
            throws UnsupportedOptionsException {
        long perRow = (long) ensemble.features() * ensemble.features() * ensemble.outputs();
        if (perRow > MAX_VALUES_PER_ROW) {
            throw new UnsupportedOptionsException("interactions=true gives " + perRow + " values for each row ("
                    + ensemble.features() + " features squared × " + ensemble.outputs() + " outputs); the limit is "
                    + MAX_VALUES_PER_ROW + ". Use interactions=false");
        }
        this.ensemble = ensemble;
        this.options = options;
        this.values = values;
        this.ranking = Ranking.of(ensemble);
        this.pairs = new FeaturePairs(ensemble);
        this.passes = InteractionPass.of(ensemble, ranking);
        this.size = size();
    }

    private Lanes.Size size() {
        int points = passes.stream().mapToInt(p -> p.rule().points()).max().orElse(1);
        int depth = Math.max(1, ensemble.maxDepth());
        int perLane = Math.max(1, (2 * depth + 1) * points);
        int fit = Math.min(SUMS_PER_TILE / Math.max(1, pairs.count()), MAX_SCRATCH / perLane);
        return new Lanes.Size(Math.clamp(fit, MIN_LANES, MAX_LANES), points, depth, pairs.count());
    }

    @Override
    public long costPerRow() {
        return (COST + 1) * values.costPerRow();
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        checkSize(table.rows());
        int rows = table.rows();
        // The plain values are one part of the work of which the interactions are COST parts.
        Explanation plain = values.explain(table, done -> progress.advanced(done / (COST + 1)));
        int perRow = plain.features() * plain.features() * plain.outputs();
        double[] interactions = new double[rows * perRow];
        Lanes lanes = Lanes.of(options.precision(), size);
        InteractionWalk walk = new InteractionWalk(pairs, lanes, size);
        RankedTile tile = ranking.newTile(size.lanes());
        for (int from = 0; from < rows; from += size.lanes()) {
            int count = Math.min(size.lanes(), rows - from);
            tile.load(table.values(), from * table.columns(), table.columns(), count);
            add(walk, lanes, tile, interactions, from * perRow);
            complete(plain, from, count, interactions);
            if (!progress.advanced((int) ((rows + (long) COST * (from + count)) / (COST + 1)))) {
                throw new CancellationException("stopped after " + (from + count) + " rows");
            }
        }
        return with(plain, interactions);
    }

    private void checkSize(int rows) throws TableException {
        long perRow = (long) ensemble.features() * ensemble.features() * ensemble.outputs();
        if (rows * perRow > MAX_VALUES) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE,
                    "Interactions of " + rows + " rows with " + ensemble.features() + " features and "
                            + ensemble.outputs() + " outputs are " + rows * perRow + " values; the limit is "
                            + MAX_VALUES + ". Explain at most " + MAX_VALUES / perRow + " rows at a time.");
        }
    }

    private void add(InteractionWalk walk, Lanes lanes, RankedTile tile, double[] to, int at) {
        int output = 0;
        int unflushed = 0;
        for (InteractionPass pass : passes) {
            if (unflushed == TREES_PER_FLUSH || pass.output() != output) {
                flush(lanes, to, at + output);
                unflushed = 0;
            }
            output = pass.output();
            walk.add(pass, tile);
            unflushed++;
        }
        flush(lanes, to, at + output);
    }

    /** Into the triangle above the diagonal. */
    private void flush(Lanes lanes, double[] to, int at) {
        int features = ensemble.features();
        int outputs = ensemble.outputs();
        for (int pair = 0; pair < pairs.count(); pair++) {
            int cell = pairs.first(pair) * features + pairs.second(pair);
            lanes.flush(pair, to, at + cell * outputs, features * features * outputs);
        }
    }

    /** The triangle below mirrors the one above; the diagonal is what they leave of the feature's value. */
    private static void complete(Explanation plain, int from, int count, double[] interactions) {
        int features = plain.features();
        int outputs = plain.outputs();
        for (int row = from; row < from + count; row++) {
            int matrix = row * features * features * outputs;
            for (int i = 0; i < features; i++) {
                for (int k = 0; k < outputs; k++) {
                    double others = 0;
                    for (int j = 0; j < features; j++) {
                        int cell = matrix + (i * features + j) * outputs + k;
                        if (j < i) {
                            interactions[cell] = interactions[matrix + (j * features + i) * outputs + k];
                        }
                        others += interactions[cell];
                    }
                    interactions[matrix + (i * features + i) * outputs + k] =
                            plain.values()[(row * features + i) * outputs + k] - others;
                }
            }
        }
    }

    private Explanation with(Explanation plain, double[] interactions) {
        return new Explanation(
                plain.values(),
                interactions,
                plain.baseValues(),
                plain.prediction(),
                plain.rows(),
                plain.features(),
                plain.outputs(),
                plain.featureNames(),
                plain.outputNames(),
                options,
                plain.additivityMaxError());
    }
}

package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.rank.RankedMargins;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.table.Table;

/** What a call returns, filled tile by tile. */
final class TileResults {
    private final TreeEnsemble ensemble;
    private final PathPlan plan;
    private final Table table;
    private final int features;
    private final int outputs;
    private final double[] values;
    private final double[] prediction;
    /** {@code [rows of a tile, K]}: base value and values of a row, added up. */
    private final double[] sums;

    private final RankedMargins margins;
    private double additivityMaxError;

    /** @param tile rows that are taken at once, at most */
    TileResults(TreeEnsemble ensemble, PathPlan plan, Table table, int tile) {
        this.ensemble = ensemble;
        this.plan = plan;
        this.table = table;
        features = ensemble.features();
        outputs = ensemble.outputs();
        values = new double[table.rows() * features * outputs];
        prediction = new double[table.rows() * outputs];
        sums = new double[Math.min(tile, table.rows()) * outputs];
        margins = new RankedMargins(
                ensemble, plan.ranking(), ensemble.arithmetic().sum(), Math.min(tile, table.rows()));
    }

    /** The values that the lanes have for output k of the rows in their tile, of which the first is row {@code from} of the table. */
    void take(Lanes lanes, int from, int k) {
        int rows = lanes.tile.rows();
        for (int i = 0; i < rows; i++) {
            sums[i * outputs + k] = plan.baseValues()[k];
        }
        for (int row : plan.outputs().get(k).rows()) {
            double[] total = lanes.total(row);
            int to = (from * features + plan.features()[row]) * outputs + k;
            for (int i = 0; i < rows; i++, to += features * outputs) {
                values[to] = total[i];
                sums[i * outputs + k] += total[i];
            }
        }
    }

    /** Predicts the rows of the tile as {@link TreeEnsemble#margin} does: tree by tree, in the source library's arithmetic. */
    void predict(RankedTile tile, int from) {
        margins.predict(tile, prediction, from);
        for (int i = 0; i < tile.rows() * outputs; i++) {
            additivityMaxError = Math.max(additivityMaxError, Math.abs(sums[i] - prediction[from * outputs + i]));
        }
    }

    Explanation explanation(ExplainOptions options) {
        return new Explanation(
                values,
                plan.baseValues().clone(),
                prediction,
                table.rows(),
                features,
                outputs,
                ensemble.featureNames().isEmpty() ? table.columnNames() : ensemble.featureNames(),
                ensemble.outputNames(),
                options,
                additivityMaxError);
    }
}

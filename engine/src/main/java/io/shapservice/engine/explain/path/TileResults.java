package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.RankedTree;
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

    /** For each row of a tile its leaf in one tree. */
    private final int[] leaves;

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
        leaves = new int[Math.min(tile, table.rows())];
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
        for (int row = from; row < from + tile.rows(); row++) {
            for (int k = 0; k < outputs; k++) {
                prediction[row * outputs + k] = ensemble.baseMargin(k);
            }
        }
        for (int t = 0; t < ensemble.trees(); t++) {
            RankedTree ranked = plan.ranking().tree(t);
            tile.enter(ranked);
            ranked.leaves(ensemble.tree(t), tile, leaves);
            int output = ensemble.treeOutput(t);
            addLeaves(ensemble.tree(t), output == EnsembleHeader.ALL_OUTPUTS ? 0 : output, from, tile.rows());
        }
        for (int i = 0; i < tile.rows() * outputs; i++) {
            additivityMaxError = Math.max(additivityMaxError, Math.abs(sums[i] - prediction[from * outputs + i]));
        }
    }

    private void addLeaves(Tree tree, int firstOutput, int from, int rows) {
        Arithmetic.Width sum = ensemble.arithmetic().sum();
        for (int i = 0; i < rows; i++) {
            int to = (from + i) * outputs + firstOutput;
            for (int k = 0; k < tree.width(); k++) {
                prediction[to + k] = sum.round(prediction[to + k] + tree.leafValue(leaves[i], k));
            }
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

package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * A model and a background, ready for rows.
 *
 * @param groups trees with tables, ordered by output
 * @param paired outputs of trees without
 * @param baseValues {@code [K]}: mean margin of the background
 * @param tableBytes of all tables
 */
record InterventionalPlan(
        SumRows rows, List<TableGroup> groups, List<Paired> paired, double[] baseValues, long tableBytes) {
    /** @param tree its place in the ensemble */
    record Paired(int tree, int leafIndex, int output) {
        /** Every output of every tree. */
        static List<Paired> all(TreeEnsemble ensemble) {
            List<Paired> all = new ArrayList<>();
            for (int t = 0; t < ensemble.trees(); t++) {
                int output = ensemble.treeOutput(t);
                for (int k = 0; k < ensemble.tree(t).width(); k++) {
                    all.add(new Paired(t, k, output == EnsembleHeader.ALL_OUTPUTS ? k : output));
                }
            }
            return all;
        }
    }
}

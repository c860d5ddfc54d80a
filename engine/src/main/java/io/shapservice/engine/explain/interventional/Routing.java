package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.RankedTree;
import io.shapservice.engine.rank.Ranking;

/** Sums of leaf values in double, by codes. */
final class Routing {
    private Routing() {}

    /** @param tile has entered the tree */
    static int leaf(Tree tree, RankedTree ranked, RankedTile tile, int row) {
        int node = 0;
        while (!tree.isLeaf(node)) {
            node = tile.codes(ranked.column(node))[row] < ranked.cut(node) ? tree.left(node) : tree.right(node);
        }
        return node;
    }

    /** {@code [rows, K]}: margins of a tile's rows. */
    static double[] margins(TreeEnsemble ensemble, Ranking ranking, RankedTile tile) {
        int outputs = ensemble.outputs();
        double[] margins = new double[tile.rows() * outputs];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = ensemble.baseMargin(i % outputs);
        }
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            int first = ensemble.treeOutput(t) == EnsembleHeader.ALL_OUTPUTS ? 0 : ensemble.treeOutput(t);
            tile.enter(ranking.tree(t));
            for (int row = 0; row < tile.rows(); row++) {
                int leaf = leaf(tree, ranking.tree(t), tile, row);
                for (int k = 0; k < tree.width(); k++) {
                    margins[row * outputs + first + k] += tree.leafValue(leaf, k);
                }
            }
        }
        return margins;
    }
}

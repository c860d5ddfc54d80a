package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;

/**
 * Predicts the rows of a tile, tree by tree: with the bits of {@link TreeEnsemble#margin} when it adds in the source library's width.
 * Holds the scratch of one thread.
 */
public final class RankedMargins {
    private final TreeEnsemble ensemble;
    private final Ranking ranking;
    private final Arithmetic.Width sum;
    private final int outputs;
    private final LeafSearch search;

    /**
     * @param sum width in which leaf values are added
     * @param rows of a tile, at most
     */
    public RankedMargins(TreeEnsemble ensemble, Ranking ranking, Arithmetic.Width sum, int rows) {
        this.ensemble = ensemble;
        this.ranking = ranking;
        this.sum = sum;
        this.outputs = ensemble.outputs();
        this.search = new LeafSearch(rows);
    }

    /**
     * @param margins {@code [n, K]}
     * @param from the row of {@code margins} that the tile's first row is
     */
    public void predict(RankedTile tile, double[] margins, int from) {
        for (int row = from; row < from + tile.rows(); row++) {
            for (int k = 0; k < outputs; k++) {
                margins[row * outputs + k] = ensemble.baseMargin(k);
            }
        }
        for (int t = 0; t < ensemble.trees(); t++) {
            RankedTree ranked = ranking.tree(t);
            tile.enter(ranked);
            int[] leaves = search.leaves(ranked, tile, ensemble.tree(t).depth());
            int output = ensemble.treeOutput(t);
            addLeaves(
                    leaves,
                    ensemble.tree(t),
                    output == EnsembleHeader.ALL_OUTPUTS ? 0 : output,
                    margins,
                    from,
                    tile.rows());
        }
    }

    private void addLeaves(int[] leaves, Tree tree, int firstOutput, double[] margins, int from, int rows) {
        for (int i = 0; i < rows; i++) {
            int to = (from + i) * outputs + firstOutput;
            for (int k = 0; k < tree.width(); k++) {
                margins[to + k] = sum.round(margins[to + k] + tree.leafValue(leaves[i], k));
            }
        }
    }
}

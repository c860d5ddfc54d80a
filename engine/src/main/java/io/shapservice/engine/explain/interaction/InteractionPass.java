package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.PathRatios;
import io.shapservice.engine.explain.QuadratureRule;
import io.shapservice.engine.rank.RankedTree;
import io.shapservice.engine.rank.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One output of one tree: value {@code leafIndex} of its leaves adds to {@code output}. */
record InteractionPass(
        Tree tree, RankedTree ranked, PathRatios ratios, QuadratureRule rule, int leafIndex, int output) {

    /** Ordered by output, then as the trees are. */
    static List<InteractionPass> of(TreeEnsemble ensemble, Ranking ranking) {
        List<InteractionPass> passes = new ArrayList<>();
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            if (tree.depth() < 2) {
                continue;
            }
            PathRatios ratios = new PathRatios(tree);
            QuadratureRule rule = QuadratureRule.forFeatures(ratios.distinctFeatures());
            int output = ensemble.treeOutput(t);
            for (int k = 0; k < tree.width(); k++) {
                int to = output == EnsembleHeader.ALL_OUTPUTS ? k : output;
                passes.add(new InteractionPass(tree, ranking.tree(t), ratios, rule, k, to));
            }
        }
        passes.sort(Comparator.comparingInt(InteractionPass::output));
        return List.copyOf(passes);
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/** An ensemble prepared for {@link PathKernel}, and its base values, from the same shares of cover. */
final class PathPlan {
    /** One output of one tree: value {@code leafIndex} of its leaves adds to {@code output}. */
    record Pass(TreePlan tree, int leafIndex, int output) {}

    private final List<Pass> passes = new ArrayList<>();
    private final double[] baseValues;
    private int maxSlots;

    PathPlan(TreeEnsemble ensemble) {
        baseValues = new double[ensemble.outputs()];
        for (int k = 0; k < baseValues.length; k++) {
            baseValues[k] = ensemble.baseMargin(k);
        }
        for (int t = 0; t < ensemble.trees(); t++) {
            int output = ensemble.treeOutput(t);
            add(ensemble, ensemble.tree(t), output == EnsembleHeader.ALL_OUTPUTS ? 0 : output);
        }
    }

    private void add(TreeEnsemble ensemble, Tree tree, int firstOutput) {
        PathRatios ratios = new PathRatios(tree);
        TreePlan plan = new TreePlan(tree, ratios, ensemble.arithmetic().comparison());
        maxSlots = Math.max(maxSlots, plan.slots);
        for (int k = 0; k < tree.width(); k++) {
            baseValues[firstOutput + k] += ratios.expectedValue(tree, k);
            if (plan.splits > 0) {
                passes.add(new Pass(plan, k, firstOutput + k));
            }
        }
    }

    List<Pass> passes() {
        return passes;
    }

    double[] baseValues() {
        return baseValues.clone();
    }

    int maxSlots() {
        return maxSlots;
    }
}

package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/** Gives each feature that the model uses its columns, and each split its column and cut. */
final class RankingBuilder {
    private final TreeEnsemble ensemble;
    private final Comparison comparison;
    private final List<FeatureColumns> used = new ArrayList<>();
    /** For each feature its index in {@link #used}. */
    private final int[] usedAs;

    private int columns;

    RankingBuilder(TreeEnsemble ensemble) {
        this.ensemble = ensemble;
        this.comparison = ensemble.arithmetic().comparison();
        this.usedAs = new int[ensemble.features()];
    }

    Ranking build() {
        addFeatures();
        ColumnKind[] kinds = used.stream().flatMap(FeatureColumns::kinds).toArray(ColumnKind[]::new);
        RankedTree[] trees = new RankedTree[ensemble.trees()];
        for (int t = 0; t < trees.length; t++) {
            trees[t] = rank(ensemble.tree(t), kinds);
            columns = Math.max(columns, kinds.length + trees[t].lookups());
        }
        return new Ranking(ensemble.arithmetic(), used.toArray(new FeatureColumns[0]), trees, kinds.length, columns);
    }

    private void addFeatures() {
        SplitsByFeature splits = new SplitsByFeature(ensemble.features());
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    splits.add(tree, node, comparison);
                }
            }
        }
        for (int feature = 0; feature < usedAs.length; feature++) {
            if (splits.uses(feature)) {
                FeatureColumns added = splits.columns(feature, columns);
                usedAs[feature] = used.size();
                used.add(added);
                columns += added.width();
            }
        }
    }

    private RankedTree rank(Tree tree, ColumnKind[] kinds) {
        long[] splits = new long[tree.nodes()];
        int[] right = new int[tree.nodes()];
        List<CategoryLookup> lookups = new ArrayList<>();
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.isLeaf(node)) {
                right[node] = node;
                continue;
            }
            right[node] = tree.right(node);
            FeatureColumns feature = used.get(usedAs[tree.feature(node)]);
            int source = feature.column(ColumnKind.of(tree, node));
            if (tree.isCategorical(node)) {
                splits[node] = RankedTree.split(kinds.length + lookups.size(), 1);
                lookups.add(new CategoryLookup(tree, node, source, comparison));
            } else {
                splits[node] = RankedTree.split(source, feature.cut(Cuts.below(tree.threshold(node), comparison)));
            }
        }
        return new RankedTree(splits, right, lookups.toArray(new CategoryLookup[0]), kinds);
    }
}

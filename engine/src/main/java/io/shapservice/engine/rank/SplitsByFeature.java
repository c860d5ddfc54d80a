package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the trees ask of each feature, collected split by split. */
final class SplitsByFeature {
    private static final int FIRST_SIZE = 64;

    private final double[][] cuts;
    private final int[] cutCount;
    /** For each feature the columns that its splits ask for. */
    private final List<Set<ColumnKind>> kinds = new ArrayList<>();

    private final int[] listed;

    SplitsByFeature(int features) {
        cuts = new double[features][0];
        cutCount = new int[features];
        listed = new int[features];
        for (int feature = 0; feature < features; feature++) {
            kinds.add(EnumSet.noneOf(ColumnKind.class));
        }
    }

    boolean uses(int feature) {
        return !kinds.get(feature).isEmpty();
    }

    void add(Tree tree, int node, Comparison comparison) {
        int feature = tree.feature(node);
        kinds.get(feature).add(ColumnKind.of(tree, node));
        if (tree.isCategorical(node)) {
            listed[feature] = Math.max(listed[feature], tree.categories(node).listed());
        } else {
            addCut(feature, Cuts.below(tree.threshold(node), comparison));
        }
    }

    private void addCut(int feature, double cut) {
        if (Cuts.isEverything(cut)) {
            return;
        }
        if (cutCount[feature] == cuts[feature].length) {
            // Most are repeated, so sorting those out now and then keeps this near the number of distinct ones.
            cutCount[feature] = distinct(cuts[feature], cutCount[feature]);
            cuts[feature] = Arrays.copyOf(cuts[feature], Math.max(FIRST_SIZE, 2 * cutCount[feature]));
        }
        cuts[feature][cutCount[feature]++] = cut;
    }

    private static int distinct(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || values[i] != values[kept - 1]) {
                values[kept++] = values[i];
            }
        }
        return kept;
    }

    /** @param firstColumn of a tile that is free */
    FeatureColumns columns(int feature, int firstColumn) {
        int count = distinct(cuts[feature], cutCount[feature]);
        Cuts distinct = new Cuts(Arrays.copyOf(cuts[feature], count));
        return new FeatureColumns(feature, distinct, kinds.get(feature), firstColumn, listed[feature]);
    }
}

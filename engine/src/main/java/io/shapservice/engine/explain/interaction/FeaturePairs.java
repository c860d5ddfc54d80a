package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.Arrays;

/** Numbers the pairs of features that are met together on a path; all others have no interaction. */
final class FeaturePairs {
    private static final int NONE = -1;

    private final int features;
    private final int[] idOf;
    private int[] pairs = new int[64];
    private int count;

    FeaturePairs(TreeEnsemble ensemble) {
        features = ensemble.features();
        idOf = new int[features * features];
        Arrays.fill(idOf, NONE);
        int[] path = new int[ensemble.maxDepth()];
        for (int t = 0; t < ensemble.trees(); t++) {
            collect(ensemble.tree(t), 0, 0, path);
        }
    }

    private void collect(Tree tree, int node, int depth, int[] path) {
        if (tree.isLeaf(node)) {
            return;
        }
        int feature = tree.feature(node);
        for (int d = 0; d < depth; d++) {
            add(path[d], feature);
        }
        path[depth] = feature;
        collect(tree, tree.left(node), depth + 1, path);
        collect(tree, tree.right(node), depth + 1, path);
    }

    private void add(int i, int j) {
        if (i == j || idOf[i * features + j] >= 0) {
            return;
        }
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        idOf[i * features + j] = count;
        idOf[j * features + i] = count;
        pairs[count++] = Math.min(i, j) * features + Math.max(i, j);
    }

    int count() {
        return count;
    }

    int id(int i, int j) {
        return idOf[i * features + j];
    }

    /** The smaller feature of a pair. */
    int first(int pair) {
        return pairs[pair] / features;
    }

    int second(int pair) {
        return pairs[pair] % features;
    }
}

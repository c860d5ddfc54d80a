package io.shapservice.engine.model.onnx;

import java.util.BitSet;

/**
 * Joins "is it a? else is it b? …" into one condition. Converters write a split on a set of categories so, and let all of the chain
 * share the branch of the members, which makes the tree none.
 */
final class EqualityChains {
    private EqualityChains() {}

    static void join(TreeDraft tree) {
        BitSet links = new BitSet();
        for (int node = 0; node < tree.nodes(); node++) {
            if (continues(tree, node, tree.whenFalse[node])) {
                links.set(tree.whenFalse[node]);
            }
        }
        for (int node = 0; node < tree.nodes(); node++) {
            while (!links.get(node) && continues(tree, node, tree.whenFalse[node])) {
                tree.absorbFalse(node);
            }
        }
    }

    private static boolean continues(TreeDraft tree, int node, int next) {
        return tree.mode(node) == NodeMode.BRANCH_EQ
                && tree.mode(next) == NodeMode.BRANCH_EQ
                && next != node
                && !tree.isAbsorbed(next)
                && tree.feature[next] == tree.feature[node]
                && tree.whenTrue[next] == tree.whenTrue[node]
                && tree.whenTrue[next] != next;
    }
}

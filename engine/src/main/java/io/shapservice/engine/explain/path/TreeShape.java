package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.Tree;

/** What kind of step a node is, by its children. */
enum TreeShape {
    LEAF,
    /** Two leaves. */
    PAIR,
    /** A leaf and a pair. */
    TAIL,
    /** Two pairs. */
    BLOCK,
    /** A leaf and a larger subtree. */
    STEM,
    /** Anything else. */
    FORK;

    static TreeShape of(Tree tree, int node) {
        if (tree.isLeaf(node)) {
            return LEAF;
        }
        boolean leftLeaf = tree.isLeaf(tree.left(node));
        boolean rightLeaf = tree.isLeaf(tree.right(node));
        if (leftLeaf && rightLeaf) {
            return PAIR;
        }
        boolean leftPair = isPair(tree, tree.left(node));
        boolean rightPair = isPair(tree, tree.right(node));
        if (leftPair && rightPair) {
            return BLOCK;
        }
        if (leftLeaf || rightLeaf) {
            return leftPair || rightPair ? TAIL : STEM;
        }
        return FORK;
    }

    private static boolean isPair(Tree tree, int node) {
        return !tree.isLeaf(node) && tree.isLeaf(tree.left(node)) && tree.isLeaf(tree.right(node));
    }
}

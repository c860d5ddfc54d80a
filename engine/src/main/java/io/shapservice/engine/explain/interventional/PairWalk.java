package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.RankedTree;

/**
 * Values of one tree for one row and one background row, by going to every leaf that some mixture of the two reaches (Lundberg et
 * al., "From local explanations to global understanding", supplement, algorithm 3). The scratch of one thread.
 */
final class PairWalk {
    private static final byte OPEN = 0;
    private static final byte ROW = 1;
    private static final byte BACKGROUND = 2;

    private final ShapleyWeights weights;
    /** Whose value a feature has, from the split on where the two rows part. */
    private final byte[] side;

    private int row;
    private int other;
    private int at;
    private double weight;
    private double toRow;
    private double toBackground;

    PairWalk(int features, ShapleyWeights weights) {
        this.weights = weights;
        this.side = new byte[features];
    }

    /** Nodes that a pair visits, roughly: two rows part at about every other split. */
    static long cost(Tree tree) {
        return (long) Math.min(tree.nodes(), 2 * Math.pow(1.5, tree.depth()));
    }

    /**
     * One output of one tree, and tiles that have entered it.
     *
     * @param values a feature's value is at {@code at + feature·stride}
     */
    record Setting(
            Tree tree,
            RankedTree ranked,
            RankedTile rows,
            RankedTile background,
            int leafIndex,
            double[] values,
            int stride) {

        private boolean rowGoesLeft(int node, int row) {
            return rows.codes(ranked.column(node))[row] < ranked.cut(node);
        }

        private boolean otherGoesLeft(int node, int other) {
            return background.codes(ranked.column(node))[other] < ranked.cut(node);
        }

        private int child(int node, boolean left) {
            return left ? tree.left(node) : tree.right(node);
        }
    }

    /** Adds the values of one pair, times {@code weight}. */
    void add(Setting setting, int row, int other, int at, double weight) {
        this.row = row;
        this.other = other;
        this.at = at;
        this.weight = weight;
        visit(setting, 0, 0, 0);
    }

    /** Leaves in the two fields what each feature on the row's side, and on the other, gets from below. */
    private void visit(Setting setting, int node, int own, int others) {
        Tree tree = setting.tree();
        if (tree.isLeaf(node)) {
            double value = tree.leafValue(node, setting.leafIndex());
            toRow = value * weights.of(own, others);
            toBackground = -value * weights.of(others, own);
            return;
        }
        int feature = tree.feature(node);
        boolean left = setting.rowGoesLeft(node, row);
        boolean otherLeft = setting.otherGoesLeft(node, other);
        switch (side[feature]) {
            case ROW -> visit(setting, setting.child(node, left), own, others);
            case BACKGROUND -> visit(setting, setting.child(node, otherLeft), own, others);
            default -> {
                if (left == otherLeft) {
                    visit(setting, setting.child(node, left), own, others);
                } else {
                    part(setting, node, left, own, others);
                }
            }
        }
    }

    private void part(Setting setting, int node, boolean left, int own, int others) {
        int feature = setting.tree().feature(node);
        side[feature] = ROW;
        visit(setting, setting.child(node, left), own + 1, others);
        double rowsToRow = toRow;
        double rowsToBackground = toBackground;
        side[feature] = BACKGROUND;
        visit(setting, setting.child(node, !left), own, others + 1);
        side[feature] = OPEN;
        setting.values()[at + feature * setting.stride()] += weight * (rowsToRow + toBackground);
        toRow += rowsToRow;
        toBackground += rowsToBackground;
    }
}

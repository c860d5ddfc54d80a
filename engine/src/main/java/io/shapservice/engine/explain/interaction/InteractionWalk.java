package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.explain.PathRatios;
import io.shapservice.engine.rank.RankedTile;

/**
 * Goes through one tree with a tile of rows and adds up the interactions of each pair of features. The scratch of one thread.
 *
 * <p>The split's gain at point t is G = P·v·h·(E_L − E_R), as for plain values, where P is the product of the factors g_j of the
 * features above, g_j = r_j(1 − t) + o_j·t. Its derivative by another feature j above is G·∂log g_j, which is G·(1 − r_j)/D_j when the
 * row met every condition on j so far, and −G/(1 − t) when it did not. Each pair of features is met once, at the lower split.
 */
final class InteractionWalk {
    private final FeaturePairs pairs;
    private final Lanes lanes;
    private final Constants[] constants;
    private final int[] path;
    /** False for a split that a deeper one on the same feature stands for. */
    private final boolean[] live;

    InteractionWalk(FeaturePairs pairs, Lanes lanes, Lanes.Size size) {
        this.pairs = pairs;
        this.lanes = lanes;
        this.constants = new Constants[size.depth()];
        for (int d = 0; d < constants.length; d++) {
            constants[d] = new Constants(size.points());
        }
        this.path = new int[size.depth()];
        this.live = new boolean[size.depth()];
    }

    /** @param tile rows that are ranked */
    void add(InteractionPass pass, RankedTile tile) {
        tile.enter(pass.ranked());
        lanes.root(pass.rule().w(), tile.rows());
        visit(pass, tile, 0, 0, 0);
    }

    private void visit(InteractionPass pass, RankedTile tile, int node, int depth, int own) {
        Tree tree = pass.tree();
        PathRatios ratios = pass.ratios();
        int feature = tree.feature(node);
        double share = ratios.left(node);
        int met = metDepth(feature, depth);
        Constants c = constants[depth];
        c.enter(pass.rule(), ratios.before(node));
        lanes.decide(
                depth, tile.codes(pass.ranked().column(node)), pass.ranked().cut(node), met, share);
        int left = tree.left(node);
        int right = tree.right(node);
        if (!tree.isLeaf(left) || !tree.isLeaf(right)) {
            lanes.down(depth, own, share, c.a());
        }
        path[depth] = feature;
        live[depth] = true;
        if (met > 0) {
            live[met - 1] = false;
        }
        child(pass, tile, left, depth, 2 * depth + 1);
        if (!tree.isLeaf(right)) {
            lanes.turn(depth, met);
        }
        child(pass, tile, right, depth, 2 * depth + 2);
        if (met > 0) {
            live[met - 1] = true;
        }
        lanes.up(depth, own, share, c);
        for (int d = 0; d < depth; d++) {
            if (live[d] && path[d] != feature) {
                lanes.interact(pairs.id(path[d], feature), d + 1, constants[d].met());
            }
        }
    }

    /** Where the flags of the feature's nearest earlier split are: one below it, and 0 when there is none. */
    private int metDepth(int feature, int depth) {
        int d = depth;
        while (d > 0 && path[d - 1] != feature) {
            d--;
        }
        return d;
    }

    private void child(InteractionPass pass, RankedTile tile, int node, int depth, int buffer) {
        if (pass.tree().isLeaf(node)) {
            lanes.leaf(buffer, pass.tree().leafValue(node, pass.leafIndex()));
        } else {
            constants[depth].enterChild(pass.rule(), pass.ratios().product(node));
            visit(pass, tile, node, depth + 1, buffer);
        }
    }
}

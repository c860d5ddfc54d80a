package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts a tree into {@link Block}s, from the leaves up: two neighbours become one block when that does not cost much memory. Tables
 * for some leaves are smaller than one for each leaf, since the leaves share conditions, and are looked up once, not four
 * times.
 */
final class BlockPlanner {
    /** Conditions and splits of a block at most; also the most features on a path that tables are made for. */
    static final int MAX_BITS = 12;

    /** How much larger than its parts a merged block may be. */
    enum Growth {
        /** Half the lookups. */
        ROOMY(4),
        /** A third of the memory. */
        FRUGAL(1.5);

        private final double factor;

        Growth(double factor) {
            this.factor = factor;
        }
    }

    /** Below this, larger is as fast. */
    private static final int SMALL = 1 << 10;

    private final Tree tree;
    private final SumRows rows;
    private final Growth growth;
    private final long limit;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] path;

    private BlockPlanner(Tree tree, SumRows rows, Growth growth, long limit) {
        this.tree = tree;
        this.rows = rows;
        this.growth = growth;
        this.limit = limit;
        this.path = new int[tree.depth()];
    }

    /** In preorder; empty when a path has more features than {@link #MAX_BITS}, or the tables more than {@code limit} elements. */
    static List<Block> plan(Tree tree, SumRows rows, Growth growth, long limit) {
        BlockPlanner planner = new BlockPlanner(tree, rows, growth, limit);
        if (planner.visit(0, 0) < 0) {
            return List.of();
        }
        List<Block> placed = new ArrayList<>(planner.blocks.size());
        int at = 0;
        for (Block block : planner.blocks) {
            placed.add(block.movedTo(at));
            at = Math.addExact(at, block.size());
        }
        return placed;
    }

    /** @return elements of the tables below, negative when there are too many conditions or elements */
    private long visit(int node, int features) {
        int first = blocks.size();
        if (features > MAX_BITS) {
            return -1;
        }
        if (tree.isLeaf(node)) {
            blocks.add(block(node, node + 1, features));
            return blocks.getLast().size();
        }
        int below = features;
        if (!contains(tree.feature(node), features)) {
            path[below++] = tree.feature(node);
        }
        long left = visit(tree.left(node), below);
        long right = left < 0 ? -1 : visit(tree.right(node), below);
        if (right < 0) {
            return -1;
        }
        int end = end(node);
        if (features + (end - node) / 2 <= MAX_BITS) {
            Block merged = block(node, end, features);
            if (merged.size() <= Math.max(SMALL, growth.factor * (left + right))) {
                blocks.subList(first, blocks.size()).clear();
                blocks.add(merged);
                return merged.size();
            }
        }
        return left + right > limit ? -1 : left + right;
    }

    private boolean contains(int feature, int features) {
        for (int i = 0; i < features; i++) {
            if (path[i] == feature) {
                return true;
            }
        }
        return false;
    }

    /** One after the subtree's last node. */
    private int end(int node) {
        int last = node;
        while (!tree.isLeaf(last)) {
            last = tree.right(last);
        }
        return last + 1;
    }

    private Block block(int node, int end, int features) {
        BitSet used = new BitSet();
        for (int i = 0; i < features; i++) {
            used.set(rows.of(path[i]));
        }
        int[] splits = new int[(end - node) / 2];
        int count = 0;
        for (int n = node; n < end; n++) {
            if (!tree.isLeaf(n)) {
                splits[count++] = n;
                used.set(rows.of(tree.feature(n)));
            }
        }
        return new Block(node, features, splits, used.stream().toArray(), 0);
    }
}

package io.shapservice.engine.ensemble;

import java.util.BitSet;

/** Walks a source tree from its root, checks every node once and renumbers them in preorder. */
final class TreeLayout {
    private final SourceTree source;
    private final EnsembleLimits limits;
    private final int nodes;
    private final BitSet seen;
    /** Source nodes in preorder; for each its depth and, if it is a right child, its parent's new number. */
    private final int[] order;

    private final int[] depth;
    private final int[] rightOf;
    private int count;
    private int deepest;

    private TreeLayout(SourceTree source, EnsembleLimits limits) {
        this.source = source;
        this.limits = limits;
        this.nodes = source.left().length;
        this.seen = new BitSet(nodes);
        this.order = new int[nodes];
        this.depth = new int[nodes];
        this.rightOf = new int[nodes];
    }

    static Tree check(SourceTree source, EnsembleLimits limits) throws EnsembleException {
        TreeLayout layout = new TreeLayout(source, limits);
        layout.walk();
        return layout.tree();
    }

    private void walk() throws EnsembleException {
        if (nodes == 0) {
            throw new EnsembleException("no nodes");
        }
        int[] stack = new int[nodes];
        int top = 0;
        reach(0, 0);
        stack[top++] = 0;
        rightOf[0] = -1;
        while (top > 0) {
            int node = stack[--top];
            int number = count;
            order[count++] = node;
            if (source.left()[node] < 0) {
                checkLeaf(node);
                continue;
            }
            checkSplit(node);
            int left = child("left", node, source.left()[node]);
            int right = child("right", node, source.right()[node]);
            rightOf[left] = -1;
            rightOf[right] = number;
            stack[top++] = right;
            stack[top++] = left;
        }
        if (nodes - count != source.unused()) {
            throw new EnsembleException("node " + seen.nextClearBit(0) + " is not reached from the root");
        }
        // Leaves may share a row of values in the file; each gets its own here.
        limits.check("values in leaves", (count + 1L) / 2 * source.width(), limits.leafValues());
    }

    private void reach(int node, int level) throws EnsembleException {
        if (seen.get(node)) {
            throw new EnsembleException("node " + node + " is reached twice");
        }
        limits.check("splits on a path", level, limits.depth());
        seen.set(node);
        depth[node] = level;
        deepest = Math.max(deepest, level);
    }

    private int child(String side, int parent, int child) throws EnsembleException {
        if (child < 0 || child >= nodes) {
            throw new EnsembleException("node " + parent + ": " + side + " child " + child + " of " + nodes + " nodes");
        }
        reach(child, depth[parent] + 1);
        return child;
    }

    private void checkSplit(int node) throws EnsembleException {
        checkCover(node);
        int feature = source.feature()[node];
        if (feature < 0 || feature >= limits.features()) {
            throw new EnsembleException(
                    "node " + node + " splits on feature " + feature + ", outside 0.." + (limits.features() - 1));
        }
        int split = source.categorySplit().length == 0 ? -1 : source.categorySplit()[node];
        if (split >= source.categories().size()) {
            throw new EnsembleException("node " + node + ": no categories at " + split);
        }
        if (split < 0 && Double.isNaN(source.threshold()[node])) {
            throw new EnsembleException("node " + node + ": the threshold is not a number");
        }
    }

    private void checkLeaf(int node) throws EnsembleException {
        checkCover(node);
        int rows = source.leafValues().length / source.width();
        int row = source.leafRow()[node];
        if (row < 0 || row >= rows) {
            throw new EnsembleException("leaf " + node + " has its value at row " + row + " of " + rows);
        }
        for (int k = 0; k < source.width(); k++) {
            double value = source.leafValues()[row * source.width() + k];
            if (!Double.isFinite(value)) {
                throw new EnsembleException("leaf " + node + ": the value is " + value);
            }
        }
    }

    private void checkCover(int node) throws EnsembleException {
        if (source.cover().length == 0) {
            return;
        }
        double cover = source.cover()[node];
        if (!Double.isFinite(cover) || cover < 0) {
            throw new EnsembleException("node " + node + ": the cover is " + cover + ", not a finite number ≥ 0");
        }
    }

    private Tree tree() {
        CategorySplits categories = source.categories().isEmpty()
                ? CategorySplits.NONE
                : new CategorySplits(source.categories().toArray(new CategorySplits.Split[0]));
        int width = source.width();
        double[] values = new double[(count + 1) / 2 * width];
        boolean covers = source.cover().length > 0;
        Tree tree = new Tree(count, covers, !source.categories().isEmpty(), categories, values, width, deepest);
        int leaf = 0;
        for (int number = 0; number < count; number++) {
            int node = order[number];
            if (rightOf[node] >= 0) {
                tree.setRight(rightOf[node], number);
            }
            if (source.left()[node] >= 0) {
                tree.setSplit(number, source, node);
            } else {
                System.arraycopy(source.leafValues(), source.leafRow()[node] * width, values, leaf * width, width);
                tree.setLeaf(number, leaf++, source, node);
            }
        }
        return tree;
    }
}

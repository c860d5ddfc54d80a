package io.shapservice.engine.explain.interventional;

/**
 * A subtree whose contributions are looked up in one table: its entry is numbered by the conditions that the row meets above it
 * (the low bits) and by which way the row goes at each of its splits (one bit each, set for left).
 *
 * @param node its root
 * @param above conditions above it, one for each feature of the path
 * @param splits its inner nodes in preorder; none for a single leaf
 * @param rows of the sums that it adds to, ascending
 * @param at of its first entry in the tree's table
 */
record Block(int node, int above, int[] splits, int[] rows, int at) {
    int entries() {
        return 1 << (above + splits.length);
    }

    /** Elements of the tree's table. */
    int size() {
        return entries() * rows.length;
    }

    Block movedTo(int first) {
        return new Block(node, above, splits, rows, first);
    }
}

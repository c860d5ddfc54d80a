package io.shapservice.engine.rank;

import java.util.Arrays;

/**
 * The first levels of a tree, for all rows of a tile at once. Every row is compared at every split, the ends are chosen from the
 * bottom up by bits, and nothing depends on where a row goes: C2 makes vectors of these loops, which costs less than a walk as long as
 * the splits are few.
 */
final class TopLevels {
    static final int LEVELS = 6;

    private static final int FILL = 0;
    private static final int FOUR = 1;
    private static final int EIGHT = 2;
    private static final int JOIN = 3;

    /** Levels of an EIGHT. */
    private static final int MOST = 3;

    private static final int SPLITS_OF_FOUR = 3;
    private static final int SPLITS_OF_EIGHT = 7;

    private final long[] splits;
    private final int[] right;
    private int[] steps = new int[16];
    private int size;

    /**
     * @param splits {@code column << 32 | cut} for each node
     * @param right for each node where rows go that are not below the cut, or the node itself; those below go to the next
     */
    TopLevels(long[] splits, int[] right) {
        this.splits = splits;
        this.right = right;
        visit(0, LEVELS, 0);
        steps = Arrays.copyOf(steps, size);
    }

    /** Rows that {@link #find} wants scratch for. */
    static int scratch() {
        return LEVELS - MOST + 1;
    }

    /**
     * @param columns {@code [column][lane]}, entered
     * @param found {@code [scratch][lane]}, of which the first receives for each lane the node that it comes to: a leaf, or one
     *     {@link #LEVELS} down
     */
    void find(int[][] columns, int lanes, int[][] found) {
        int at = 0;
        while (at < steps.length) {
            int[] to = found[steps[at + 1]];
            switch (steps[at]) {
                case FILL -> {
                    Arrays.fill(to, 0, lanes, steps[at + 2]);
                    at += 3;
                }
                case FOUR -> {
                    four(steps, at + 2, columns, to, lanes);
                    at += 2 + 2 * SPLITS_OF_FOUR + 4;
                }
                case EIGHT -> {
                    eight(steps, at + 2, columns, to, lanes);
                    at += 2 + 2 * SPLITS_OF_EIGHT + 8;
                }
                case JOIN -> {
                    join(columns[steps[at + 2]], steps[at + 3], to, found[steps[at + 1] + 1], lanes);
                    at += 4;
                }
                default -> throw new IllegalStateException("step " + steps[at]);
            }
        }
    }

    private static void join(int[] x, int t, int[] left, int[] right, int lanes) {
        for (int i = 0; i < lanes; i++) {
            left[i] = right[i] ^ (((x[i] - t) >> 31) & (left[i] ^ right[i]));
        }
    }

    private static void four(int[] s, int at, int[][] columns, int[] to, int lanes) {
        final int[] x0 = columns[s[at]];
        final int[] x1 = columns[s[at + 2]];
        final int[] x2 = columns[s[at + 4]];
        final int t0 = s[at + 1], t1 = s[at + 3], t2 = s[at + 5];
        final int e1 = s[at + 7], e3 = s[at + 9];
        final int d0 = s[at + 6] ^ e1, d2 = s[at + 8] ^ e3;
        for (int i = 0; i < lanes; i++) {
            int l = e1 ^ (((x1[i] - t1) >> 31) & d0);
            int r = e3 ^ (((x2[i] - t2) >> 31) & d2);
            to[i] = r ^ (((x0[i] - t0) >> 31) & (l ^ r));
        }
    }

    private static void eight(int[] s, int at, int[][] columns, int[] to, int lanes) {
        final int[] x0 = columns[s[at]];
        final int[] x1 = columns[s[at + 2]];
        final int[] x2 = columns[s[at + 4]];
        final int[] x3 = columns[s[at + 6]];
        final int[] x4 = columns[s[at + 8]];
        final int[] x5 = columns[s[at + 10]];
        final int[] x6 = columns[s[at + 12]];
        final int t0 = s[at + 1], t1 = s[at + 3], t2 = s[at + 5], t3 = s[at + 7];
        final int t4 = s[at + 9], t5 = s[at + 11], t6 = s[at + 13];
        final int e1 = s[at + 15], e3 = s[at + 17], e5 = s[at + 19], e7 = s[at + 21];
        final int d0 = s[at + 14] ^ e1, d2 = s[at + 16] ^ e3, d4 = s[at + 18] ^ e5, d6 = s[at + 20] ^ e7;
        for (int i = 0; i < lanes; i++) {
            int ll = e1 ^ (((x2[i] - t2) >> 31) & d0);
            int lr = e3 ^ (((x3[i] - t3) >> 31) & d2);
            int l = lr ^ (((x1[i] - t1) >> 31) & (ll ^ lr));
            int rl = e5 ^ (((x5[i] - t5) >> 31) & d4);
            int rr = e7 ^ (((x6[i] - t6) >> 31) & d6);
            int r = rr ^ (((x4[i] - t4) >> 31) & (rl ^ rr));
            to[i] = r ^ (((x0[i] - t0) >> 31) & (l ^ r));
        }
    }

    private void visit(int node, int levels, int to) {
        int height = height(node, levels);
        if (height > MOST) {
            visit(node + 1, levels - 1, to);
            visit(right[node], levels - 1, to + 1);
            add(JOIN, to);
            addSplit(node);
        } else if (height == 0) {
            add(FILL, to);
            add(node);
        } else {
            int span = height == MOST ? MOST : MOST - 1;
            add(span == MOST ? EIGHT : FOUR, to);
            addSplits(node, span);
            addEnds(node, span);
        }
    }

    private int height(int node, int levels) {
        if (levels == 0 || isLeaf(node)) {
            return 0;
        }
        return 1 + Math.max(height(node + 1, levels - 1), height(right[node], levels - 1));
    }

    private boolean isLeaf(int node) {
        return right[node] == node;
    }

    private int below(int node) {
        return isLeaf(node) ? node : node + 1;
    }

    private void addSplits(int node, int levels) {
        if (levels > 0) {
            addSplit(node);
            addSplits(below(node), levels - 1);
            addSplits(right[node], levels - 1);
        }
    }

    private void addEnds(int node, int levels) {
        if (levels == 0) {
            add(node);
        } else {
            addEnds(below(node), levels - 1);
            addEnds(right[node], levels - 1);
        }
    }

    private void addSplit(int node) {
        add((int) (splits[node] >> Integer.SIZE), (int) splits[node]);
    }

    private void add(int... operands) {
        if (size + operands.length > steps.length) {
            steps = Arrays.copyOf(steps, 2 * steps.length);
        }
        for (int operand : operands) {
            steps[size++] = operand;
        }
    }
}

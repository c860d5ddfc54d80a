package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.explain.ExplainOptions.Precision;

/**
 * The arithmetic of {@link InteractionWalk} on a tile of rows at once, in one precision: the scratch of one thread. A lane is a row
 * and sees the same operations in the same order whatever lanes are beside it.
 *
 * <p>Buffers are numbered: 0 is the root's, a split at depth d gives its left child buffer 2d + 1 and its right child 2d + 2. A
 * buffer holds its node's weights P (one per point of the rule) until the node is done, then its expectations E.
 */
sealed interface Lanes permits FloatLanes, DoubleLanes {
    static Lanes of(Precision precision, Size size) {
        return switch (precision) {
            case FLOAT -> new FloatLanes(size);
            case DOUBLE -> new DoubleLanes(size);
        };
    }

    /**
     * @param lanes rows at most
     * @param points of the longest rule
     * @param depth splits on the longest path
     * @param pairs of features
     */
    record Size(int lanes, int points, int depth, int pairs) {
        int buffers() {
            return 2 * depth + 1;
        }
    }

    /** A tree begins: {@code count} lanes are used. */
    void root(double[] weights, int count);

    /**
     * v = met·(o − share) of the split at {@code depth}, and whether a row that goes left has met all conditions on the feature.
     *
     * @param met depth whose flags tell whether the earlier conditions on the feature are met; 0 when there are none
     */
    void decide(int depth, int[] codes, int cut, int met, double share);

    /** From here on the flags of {@code depth + 1} are for rows that go right. */
    void turn(int depth, int met);

    /** Weights of both children. */
    void down(int depth, int own, double share, double[] a);

    void leaf(int buffer, double value);

    /** The split's gain at each point, kept for {@link #interact}, and its expectations. */
    void up(int depth, int own, double share, Constants constants);

    /** Adds to a pair of features what the split at hand and the conditions met by {@code depth} have in common. */
    void interact(int pair, int depth, double[] met);

    /**
     * Moves the sums of a pair, halved, to {@code to[at + lane·stride]}.
     */
    void flush(int pair, double[] to, int at, int stride);
}

package io.shapservice.engine.explain.path;

import java.util.List;

/**
 * Passes over some trees with the same points and weights, for a single row. The nodes of each kind stand side by side. A node has a slot,
 * which holds its weights and later its expectations: forks have the first, leaves beside a larger subtree the next.
 *
 * @param <T> an array of numbers
 * @param points of the rule
 * @param rule the points, then the weights
 * @param first number of the group's first split in the program
 * @param splits how many there are; forks' first
 * @param columns of each split; negative cuts (of which the absolute value counts) say that the sides are changed over
 * @param repeats which splits are on a feature that splits above too, and the ranges of codes that met all conditions
 * @param roots slots of the trees
 * @param forks slots of the children, left and right, parents first
 * @param forkConstants for each fork its share, and for each point a and h
 * @param leaves values
 */
record RowGroup<T>(
        int points,
        T rule,
        int first,
        int splits,
        int slots,
        char[] columns,
        int[] cuts,
        Repeats repeats,
        char[] roots,
        char[] forks,
        T forkConstants,
        T leaves,
        List<RowSteps<T>> steps) {

    record Repeats(char[] splits, char[] columns, int[] low, int[] high) {}

    /** 0, which the compiler cannot know. */
    int zero() {
        return splits >>> 31;
    }

    /** Sets for each of its splits in the program bit 0 if the row goes left, and bit 1 if it met all earlier conditions on the split's feature. */
    void decide(int[] codes, int[] decisions) {
        for (int j = 0; j < splits; j++) {
            int cut = cuts[j];
            decisions[first + j] = ((codes[columns[j]] ^ (cut >> 31)) - cut) >>> 31 | 2;
        }
        for (int k = 0; k < repeats.splits.length; k++) {
            int code = codes[repeats.columns[k]];
            int met = ((code - repeats.high[k]) & ~(code - repeats.low[k])) >>> 31;
            decisions[first + repeats.splits[k]] &= 1 | met << 1;
        }
    }
}

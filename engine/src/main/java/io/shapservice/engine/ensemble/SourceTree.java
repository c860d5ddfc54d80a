package io.shapservice.engine.ensemble;

import java.util.BitSet;
import java.util.List;

/**
 * One tree as a reader found it, unchecked, in the source's numbering with node 0 as the root. All arrays but {@code leafValues}
 * have one entry per node, {@code cover} and {@code categorySplit} that or none.
 *
 * @param left left child, or negative for a leaf
 * @param right right child; for a leaf, ignored
 * @param leafRow for a leaf, its row in {@code leafValues}
 * @param leafValues {@code [rows, width]}, width 1 or the number of outputs
 * @param defaultLeft bit i set: what is missing goes left at node i
 * @param cover training weight that reached each node; empty when the source does not keep it
 * @param categorySplit for a split on categories its index in {@code categories}, else negative
 * @param unused nodes that the source itself counts as deleted; only they may be out of reach of the root
 */
public record SourceTree(
        int[] left,
        int[] right,
        int[] feature,
        double[] threshold,
        double[] cover,
        BitSet defaultLeft,
        MissingRule[] missing,
        int[] categorySplit,
        List<CategorySplits.Split> categories,
        int[] leafRow,
        double[] leafValues,
        int width,
        int unused) {}

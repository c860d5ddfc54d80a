package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.data.Tuple;
import smile.data.type.StructType;

/** A tree of Smile's as the engine builds its own from: {@code x <= threshold} left, NaN right, the nodes' sizes as covers. */
final class SmileTree {
    private final double[] probe;
    private final Tuple tuple;
    private final Function<LeafNode, double[]> valuesOf;
    private final List<Node> nodes = new ArrayList<>();
    private final List<int[]> children = new ArrayList<>();

    private SmileTree(StructType schema, Function<LeafNode, double[]> valuesOf) {
        this.probe = new double[schema.length()];
        this.tuple = Tuple.of(probe, schema);
        this.valuesOf = valuesOf;
    }

    /** @param valuesOf what a leaf adds to the outputs: one number, or one for each */
    static SourceTree of(Node root, StructType schema, Function<LeafNode, double[]> valuesOf) {
        SmileTree tree = new SmileTree(schema, valuesOf);
        tree.number(root);
        return tree.source();
    }

    private int number(Node node) {
        int own = nodes.size();
        nodes.add(node);
        children.add(new int[] {-1, -1});
        if (node instanceof InternalNode split) {
            int left = number(split.trueChild());
            children.set(own, new int[] {left, number(split.falseChild())});
        }
        return own;
    }

    private SourceTree source() {
        int count = nodes.size();
        int[] left = new int[count];
        int[] right = new int[count];
        int[] feature = new int[count];
        double[] threshold = new double[count];
        double[] cover = new double[count];
        int[] leafRow = new int[count];
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            left[i] = children.get(i)[0];
            right[i] = children.get(i)[1];
            cover[i] = nodes.get(i).size();
            if (nodes.get(i) instanceof InternalNode split) {
                feature[i] = split.feature();
                threshold[i] = threshold(split);
            } else {
                leafRow[i] = values.size();
                values.add(valuesOf.apply((LeafNode) nodes.get(i)));
            }
        }
        MissingRule[] missing = MissingRule.NAN.atEach(count);
        return new SourceTree(
                left,
                right,
                feature,
                threshold,
                cover,
                new BitSet(),
                missing,
                new int[0],
                List.of(),
                leafRow,
                values.stream().flatMapToDouble(Arrays::stream).toArray(),
                values.getFirst().length,
                0);
    }

    /**
     * Smile keeps a threshold to itself, but tells on which side a number lies: the largest that goes to the true branch is found
     * by halving the range of all doubles, to the last bit.
     */
    private double threshold(InternalNode split) {
        long low = ordered(Double.NEGATIVE_INFINITY);
        long high = ordered(Double.POSITIVE_INFINITY);
        while (low < high) {
            // Rounded up, so that two neighbours come to an end; unsigned, as the whole range is wider than a long is.
            long middle = low + ((high - low + 1) >>> 1);
            probe[split.feature()] = value(middle);
            if (split.branch(tuple)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return value(low);
    }

    /** Doubles' bits, as whole numbers of the same order. */
    private static long ordered(double x) {
        long bits = Double.doubleToLongBits(x);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double value(long ordered) {
        return Double.longBitsToDouble(ordered >= 0 ? ordered : Long.MIN_VALUE - ordered);
    }
}

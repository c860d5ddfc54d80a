package io.shapservice.engine.model.catboost;

import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tree of grow_policy Depthwise or Lossguide: {@code {"split", "left", "right"}} or {@code {"value", "weight"}}. */
final class NestedTree implements RawTree {
    /** @param split null for a leaf, which alone has values and a weight of its own */
    private record Node(@Nullable Split split, int left, int right, double[] values, double weight) {}

    private static final double[] NO_VALUES = {};

    private final List<Node> nodes = new ArrayList<>();
    private int leaves;
    private int width;
    /** Whether every leaf has a weight. */
    private boolean weighted = true;

    static NestedTree read(DocumentCursor cursor) throws IOException, ModelException {
        NestedTree tree = new NestedTree();
        tree.node(cursor);
        return tree;
    }

    /** Nested no deeper than documents may be. @return its number: a parent's is smaller than its children's */
    private int node(DocumentCursor cursor) throws IOException, ModelException {
        int number = nodes.size();
        cursor.checkEntries(number);
        nodes.add(new Node(null, -1, -1, NO_VALUES, 0));
        @Nullable Split[] split = {null};
        int[] children = {-1, -1};
        double[][] values = {NO_VALUES};
        double[] weight = {Double.NaN};
        cursor.object(name -> {
            switch (name) {
                case "split" -> split[0] = Split.read(cursor);
                case "left" -> children[0] = node(cursor);
                case "right" -> children[1] = node(cursor);
                case "value" -> values[0] = cursor.isArray() ? cursor.reals() : new double[] {cursor.real()};
                case "weight" -> weight[0] = cursor.real();
                default -> cursor.skip();
            }
        });
        boolean inner = split[0] != null && children[0] > 0 && children[1] > 0 && values[0].length == 0;
        boolean leaf = split[0] == null && children[0] < 0 && children[1] < 0 && values[0].length > 0;
        if (!inner && !leaf) {
            throw cursor.broken("neither a split with left and right nor a leaf with a value");
        }
        if (leaf) {
            addLeaf(cursor, values[0].length);
            weighted &= !Double.isNaN(weight[0]);
        }
        nodes.set(number, new Node(split[0], children[0], children[1], values[0], weight[0]));
        return number;
    }

    private void addLeaf(DocumentCursor cursor, int values) throws ModelException {
        if (leaves++ > 0 && values != width) {
            throw cursor.broken("the leaf has " + values + " values, another has " + width);
        }
        width = values;
    }

    @Override
    public int leaves() {
        return leaves;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public SourceTree toSource(FloatFeatures features) throws ModelException {
        int n = nodes.size();
        int[] left = new int[n];
        int[] right = new int[n];
        int[] leafRow = new int[n];
        double[] cover = new double[n];
        double[] values = new double[leaves * width];
        int leaf = 0;
        for (int i = n - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            left[i] = node.left();
            right[i] = node.right();
            if (node.split() == null) {
                cover[i] = node.weight();
                System.arraycopy(node.values(), 0, values, leaf * width, width);
                leafRow[i] = leaf++;
            } else {
                cover[i] = cover[left[i]] + cover[right[i]];
            }
        }
        return RawTree.source(
                left,
                right,
                i -> Objects.requireNonNull(nodes.get(i).split()),
                weighted ? cover : new double[0],
                leafRow,
                values,
                width,
                features);
    }
}

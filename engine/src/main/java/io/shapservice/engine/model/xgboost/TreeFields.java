package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** One object of {@code trees}: parallel arrays, node by node. */
final class TreeFields {
    private static final int[] NO_INTS = {};
    private static final float[] NO_FLOATS = {};

    private int[] left = NO_INTS;
    private int[] right = NO_INTS;
    private int[] feature = NO_INTS;
    private int[] defaultLeft = NO_INTS;
    private float[] condition = NO_FLOATS;
    private float[] hessian = NO_FLOATS;
    private float[] baseWeights = NO_FLOATS;
    private float[] leafWeights = NO_FLOATS;
    private int leafWidth = 1;
    private int deleted;
    private final CategoryFields categories = new CategoryFields();

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "left_children" -> left = cursor.integers();
                case "right_children" -> right = cursor.integers();
                case "split_indices" -> feature = cursor.integers();
                case "split_conditions" -> condition = cursor.numbers();
                case "default_left" -> defaultLeft = cursor.integers();
                case "sum_hessian" -> hessian = cursor.numbers();
                case "base_weights" -> baseWeights = cursor.numbers();
                case "leaf_weights" -> leafWeights = cursor.numbers();
                case "tree_param" -> parameters(cursor);
                default -> {
                    if (!categories.read(name, cursor)) {
                        cursor.skip();
                    }
                }
            }
        });
    }

    private void parameters(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "size_leaf_vector" -> leafWidth = Math.max(1, parameter(cursor));
                case "num_deleted" -> deleted = parameter(cursor);
                default -> cursor.skip();
            }
        });
    }

    private static int parameter(DocumentCursor cursor) throws IOException, ModelException {
        String text = cursor.text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw cursor.broken("expected a whole number in a string");
        }
    }

    SourceTree toSource(DocumentCursor cursor, CategoryBudget budget) throws ModelException, EnsembleException {
        int nodes = left.length;
        checkLength(cursor, "right_children", right.length);
        checkLength(cursor, "split_indices", feature.length);
        checkLength(cursor, "split_conditions", condition.length);
        checkLength(cursor, "default_left", defaultLeft.length);
        checkLength(cursor, "sum_hessian", hessian.length);
        int[] splits = categories.splitOfNode(cursor, nodes);
        List<CategorySplits.Split> sets = categories.sets(cursor, budget);
        MissingRule[] missing = MissingRule.NAN.atEach(nodes);
        BitSet toLeft = new BitSet(nodes);
        for (int i = 0; i < nodes; i++) {
            toLeft.set(i, defaultLeft[i] != 0);
        }
        return new SourceTree(
                left,
                right,
                feature,
                widened(condition),
                widened(hessian),
                toLeft,
                missing,
                splits,
                sets,
                leafRows(nodes),
                leafValues(),
                leafWidth,
                deleted);
    }

    private void checkLength(DocumentCursor cursor, String field, int length) throws ModelException {
        if (length != left.length) {
            throw cursor.broken(field + " has " + length + " entries, left_children has " + left.length);
        }
    }

    /** A scalar leaf's value is its split condition; a vector is a row of leaf_weights, or of base_weights before 3.4. */
    private double[] leafValues() {
        if (leafWidth == 1) {
            return widened(condition);
        }
        return widened(leafWeights.length > 0 ? leafWeights : baseWeights);
    }

    private int[] leafRows(int nodes) {
        if (leafWidth > 1 && leafWeights.length > 0) {
            return right;
        }
        int[] rows = new int[nodes];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}

package io.shapservice.engine.model.sklearn;

import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** One object of {@code trees}, kept as it is until the whole file is read: what its arrays mean may stand after it. */
final class TreeFields {
    private static final int[] NO_INTS = {};
    private static final double[] NO_REALS = {};

    private int output = EnsembleHeader.ALL_OUTPUTS;
    private int[] left = NO_INTS;
    private int[] right = NO_INTS;
    private int[] feature = NO_INTS;
    private double[] threshold = NO_REALS;
    private double[] values = NO_REALS;
    private int width;
    private double[] cover = NO_REALS;
    private int[] missingLeft = NO_INTS;
    private final NodeCategories categories = new NodeCategories();

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "output" -> output = cursor.integer();
                case "children_left" -> left = cursor.integers();
                case "children_right" -> right = cursor.integers();
                case "feature" -> feature = cursor.integers();
                case "threshold" -> threshold = thresholds(cursor);
                case "value" -> values(cursor);
                case "weighted_n_node_samples" -> cover = cursor.reals();
                case "missing_go_to_left" -> missingLeft = cursor.integers();
                case "categories_left" -> categories.read(cursor);
                default -> cursor.skip();
            }
        });
        checkLengths(cursor);
    }

    /** Null, at splits on categories, becomes NaN. */
    private static double[] thresholds(DocumentCursor cursor) throws IOException, ModelException {
        RealList all = new RealList(cursor);
        cursor.array(node -> {
            if (cursor.isNull()) {
                cursor.skip();
                all.add(Double.NaN);
            } else {
                all.add(cursor.real());
            }
        });
        return all.toArray();
    }

    /** {@code [[v, …], …]}, flattened; each node has as many as the first. */
    private void values(DocumentCursor cursor) throws IOException, ModelException {
        RealList all = new RealList(cursor);
        cursor.array(node -> {
            int before = all.size();
            cursor.array(k -> all.add(cursor.real()));
            int row = all.size() - before;
            if (node > 0 && row != width) {
                throw cursor.broken("node " + node + " has " + row + " values, the first has " + width);
            }
            width = row;
        });
        values = all.toArray();
    }

    private void checkLengths(DocumentCursor cursor) throws ModelException {
        checkLength(cursor, "children_right", right.length);
        checkLength(cursor, "feature", feature.length);
        checkLength(cursor, "threshold", threshold.length);
        checkLength(cursor, "weighted_n_node_samples", cover.length);
        checkLength(cursor, "value", width == 0 ? 0 : values.length / width);
        if (missingLeft.length > 0) {
            checkLength(cursor, "missing_go_to_left", missingLeft.length);
        }
        if (categories.nodes() > 0) {
            checkLength(cursor, "categories_left", categories.nodes());
        }
    }

    private void checkLength(DocumentCursor cursor, String field, int length) throws ModelException {
        if (length != left.length) {
            throw cursor.broken(field + " has " + length + " entries, children_left has " + left.length);
        }
    }

    int nodes() {
        return left.length;
    }

    int leaves() {
        int leaves = 0;
        for (int child : left) {
            leaves += child < 0 ? 1 : 0;
        }
        return leaves;
    }

    /** The output that its values add to, or {@link EnsembleHeader#ALL_OUTPUTS}. */
    int output() {
        return output;
    }

    /** @param normalize divide each leaf's values by their sum, as classifiers turn counts into shares */
    SourceTree toSource(KnownCategories known, boolean normalize) throws ModelException, EnsembleException {
        int nodes = left.length;
        BitSet defaultLeft = new BitSet(nodes);
        int[] leafRow = new int[nodes];
        int[] splits = new int[categories.nodes()];
        Arrays.fill(splits, -1);
        List<CategorySplits.Split> sets = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            boolean toLeft = missingLeft.length > 0 && missingLeft[i] != 0;
            defaultLeft.set(i, toLeft);
            leafRow[i] = i;
            double[] goLeft = categories.left(i);
            if (left[i] >= 0 && goLeft != null) {
                splits[i] = sets.size();
                sets.add(known.split(feature[i], goLeft, toLeft));
            } else if (left[i] < 0 && normalize) {
                normalize(i);
            }
        }
        MissingRule[] missing = MissingRule.NAN.atEach(nodes);
        return new SourceTree(
                left,
                right,
                feature,
                threshold,
                cover,
                defaultLeft,
                missing,
                splits,
                sets,
                leafRow,
                values,
                Math.max(1, width),
                0);
    }

    private void normalize(int node) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += values[node * width + k];
        }
        for (int k = 0; k < width; k++) {
            // scikit-learn leaves a row of zeros as it is.
            values[node * width + k] /= sum == 0 ? 1 : sum;
        }
    }
}

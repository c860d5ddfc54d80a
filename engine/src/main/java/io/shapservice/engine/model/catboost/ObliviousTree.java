package io.shapservice.engine.model.catboost;

import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One split per level. Bit i of a leaf's number says whether split i sends it right; as a binary tree, the last split is the root,
 * which matters for the covers of inner nodes: CatBoost's SHAP values take them so.
 */
final class ObliviousTree implements RawTree {
    private static final int MAX_DEPTH = 24;

    private final List<Split> splits;
    private final double[] values;
    private final double[] weights;

    private ObliviousTree(List<Split> splits, double[] values, double[] weights) {
        this.splits = splits;
        this.values = values;
        this.weights = weights;
    }

    static ObliviousTree read(DocumentCursor cursor) throws IOException, ModelException {
        List<Split> splits = new ArrayList<>();
        double[][] leaves = {{}, {}};
        cursor.object(name -> {
            switch (name) {
                case "splits" -> {
                    // Absent splits are null in some versions.
                    if (cursor.isNull()) {
                        cursor.skip();
                    } else {
                        cursor.array(i -> splits.add(Split.read(cursor)));
                    }
                }
                case "leaf_values" -> leaves[0] = cursor.reals();
                // Models that are added up may keep none.
                case "leaf_weights" -> leaves[1] = orNone(cursor);
                default -> cursor.skip();
            }
        });
        ObliviousTree tree = new ObliviousTree(List.copyOf(splits), leaves[0], leaves[1]);
        tree.check(cursor);
        return tree;
    }

    private static double[] orNone(DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
            return new double[0];
        }
        return cursor.reals();
    }

    private void check(DocumentCursor cursor) throws ModelException {
        if (splits.size() > MAX_DEPTH || values.length == 0 || values.length % leaves() != 0) {
            throw cursor.broken(
                    splits.size() + " splits and " + values.length + " leaf_values do not make an oblivious tree");
        }
        if (weights.length != 0 && weights.length != leaves()) {
            throw cursor.broken("leaf_weights has " + weights.length + " entries for " + leaves() + " leaves");
        }
    }

    @Override
    public int leaves() {
        return 1 << splits.size();
    }

    @Override
    public int width() {
        return values.length / leaves();
    }

    @Override
    public SourceTree toSource(FloatFeatures features) throws ModelException {
        int inner = leaves() - 1;
        int nodes = inner + leaves();
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] leafRow = new int[nodes];
        double[] cover = new double[weights.length == 0 ? 0 : nodes];
        System.arraycopy(weights, 0, cover, Math.min(inner, cover.length), weights.length);
        for (int i = nodes - 1; i >= 0; i--) {
            boolean leaf = i >= inner;
            left[i] = leaf ? -1 : 2 * i + 1;
            right[i] = leaf ? -1 : 2 * i + 2;
            leafRow[i] = i - inner;
            if (!leaf && cover.length > 0) {
                cover[i] = cover[left[i]] + cover[right[i]];
            }
        }
        return RawTree.source(
                left,
                right,
                node -> splits.get(splits.size() - 1 - level(node)),
                cover,
                leafRow,
                values,
                width(),
                features);
    }

    /** Nodes are numbered level by level from the root, 0. */
    private static int level(int node) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(node + 1);
    }
}

package io.shapservice.engine.model.catboost;

import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import java.util.BitSet;
import java.util.List;

/** A tree as it stands in the file, whose features may be described after it. */
interface RawTree {
    int leaves();

    /** Values that each leaf holds; 0 when that is not a whole number. */
    int width();

    /** @throws ModelException with the reason, without the place */
    SourceTree toSource(FloatFeatures features) throws ModelException;

    /**
     * @param left of the node, negative for a leaf
     * @param splits of inner nodes
     * @param leafRow of leaves, rows of {@code values}
     */
    static SourceTree source(
            int[] left,
            int[] right,
            IntToSplit splits,
            double[] cover,
            int[] leafRow,
            double[] values,
            int width,
            FloatFeatures features)
            throws ModelException {
        int nodes = left.length;
        int[] column = new int[nodes];
        double[] threshold = new double[nodes];
        BitSet nanLeft = new BitSet(nodes);
        for (int i = 0; i < nodes; i++) {
            if (left[i] >= 0) {
                Split split = splits.of(i);
                FloatFeatures.FloatFeature feature = features.at(split.feature());
                if (feature == null) {
                    throw new ModelException(
                            "a split is on float feature " + split.feature() + ", which features_info does not list");
                }
                column[i] = feature.column();
                threshold[i] = split.border();
                nanLeft.set(i, feature.nanLeft());
            }
        }
        MissingRule[] missing = MissingRule.NAN.atEach(nodes);
        return new SourceTree(
                left,
                right,
                column,
                threshold,
                cover,
                nanLeft,
                missing,
                new int[0],
                List.of(),
                leafRow,
                values,
                width,
                0);
    }

    /** The split of an inner node. */
    @FunctionalInterface
    interface IntToSplit {
        Split of(int node);
    }
}

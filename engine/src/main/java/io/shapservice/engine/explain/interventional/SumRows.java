package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where the sums of a feature are: features that the model uses, one or two to a row. Those that it uses most come first, so that the
 * features of a path are in few rows.
 *
 * @param indexOf for each feature its place among those used; negative when the model never splits on it
 * @param used features
 * @param perRow 2 when sums are packed in pairs, else 1
 */
record SumRows(int[] indexOf, int[] used, int perRow) {
    static SumRows of(TreeEnsemble ensemble, int perRow) {
        int[] splits = new int[ensemble.features()];
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    splits[tree.feature(node)]++;
                }
            }
        }
        int[] used = IntStream.range(0, splits.length)
                .filter(feature -> splits[feature] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer feature) -> -splits[feature]))
                .mapToInt(feature -> feature)
                .toArray();
        int[] indexOf = new int[ensemble.features()];
        Arrays.fill(indexOf, -1);
        for (int i = 0; i < used.length; i++) {
            indexOf[used[i]] = i;
        }
        return new SumRows(indexOf, used, perRow);
    }

    int of(int feature) {
        return indexOf[feature] / perRow;
    }

    /** Which of the row's sums. */
    int part(int feature) {
        return indexOf[feature] % perRow;
    }

    int count() {
        return Math.ceilDiv(used.length, perRow);
    }
}

package io.shapservice.engine.ensemble;

import java.util.List;

/**
 * All of an ensemble but its trees.
 *
 * @param features columns of a row
 * @param featureNames in column order; empty when the source has none
 * @param outputs numbers that a row is predicted as (K)
 * @param outputNames in output order; empty when the source has none
 * @param treeOutputs for each tree the output that it adds to, or {@link #ALL_OUTPUTS} when its leaves hold vectors
 * @param treeWeights factor on each tree's leaves; empty when all are 1
 * @param baseMargin {@code [K]}, added once
 * @param library name and version of the source, for people
 */
public record EnsembleHeader(
        int features,
        List<String> featureNames,
        int outputs,
        List<String> outputNames,
        int[] treeOutputs,
        double[] treeWeights,
        double[] baseMargin,
        Link link,
        Arithmetic arithmetic,
        String library) {
    public static final int ALL_OUTPUTS = -1;

    public EnsembleHeader {
        featureNames = List.copyOf(featureNames);
        outputNames = List.copyOf(outputNames);
        treeOutputs = treeOutputs.clone();
        treeWeights = treeWeights.clone();
        baseMargin = baseMargin.clone();
    }
}

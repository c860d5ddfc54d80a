package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.Ranking;
import java.util.List;

/**
 * An ensemble compiled for one precision.
 *
 * @param outputs for each output of the model its trees
 * @param features for each row of lanes the feature whose values it collects
 * @param buffers that the deepest tree needs
 * @param derived columns that the tree with most of them needs
 * @param baseValues {@code [K]}, from the same shares of cover as the values
 */
record PathPlan(
        Ranking ranking, List<OutputPlan> outputs, int[] features, int buffers, int derived, double[] baseValues) {}

package io.shapservice.engine.explain.path;

import java.util.List;

/**
 * The trees that add to one output.
 *
 * @param rows of lanes that the trees add to
 */
record OutputPlan(List<Batch> batches, int[] rows) {
    /**
     * Few enough trees for their sum in float to be as exact as one of them.
     *
     * @param rows of lanes that the trees add to
     */
    record Batch(List<CompiledTree> trees, int[] rows) {}
}

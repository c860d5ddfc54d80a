package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Link;
import java.util.List;

/**
 * A tree operator, read: per output a sum over trees, before the post transform.
 *
 * @param outputs K
 * @param columns of what the operator gives: K, or 2 when it writes the second of two classes beside the first
 * @param outputNames {@code [K]}, or empty
 * @param scale factor on every leaf: 1 / number of trees when they are averaged
 * @param base {@code [K]}
 * @param link the post transform
 * @param shares whether the outputs are what a class has of the whole, so that dividing by their sum changes nothing
 */
record TreeOperator(
        OpNode node,
        List<TreeDraft> trees,
        int outputs,
        int columns,
        List<String> outputNames,
        double scale,
        double[] base,
        Link link,
        boolean shares) {}

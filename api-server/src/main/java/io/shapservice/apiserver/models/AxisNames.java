package io.shapservice.apiserver.models;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.List;

/**
 * What the axes of a model's explanations are called.
 *
 * @param features one for each column, empty when the model has no names
 * @param outputs one for each output
 */
public record AxisNames(List<String> features, List<String> outputs, int featureCount, int outputCount) {
    /** Of a model whose file is gone. */
    public static final AxisNames UNKNOWN = new AxisNames(List.of(), List.of(), 0, 0);

    public AxisNames {
        features = List.copyOf(features);
        outputs = List.copyOf(outputs);
    }

    static AxisNames of(TreeEnsemble ensemble) {
        return new AxisNames(ensemble.featureNames(), ensemble.outputNames(), ensemble.features(), ensemble.outputs());
    }
}

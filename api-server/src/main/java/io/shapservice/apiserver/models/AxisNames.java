package io.shapservice.apiserver.models;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.UnsupportedOptionsException;
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

    /** With the places that groups make of the features; as they are when the groups are of another model. */
    public AxisNames grouped(FeatureGroups groups) {
        try {
            List<String> names = groups.namesFrom(features, featureCount);
            return new AxisNames(names, outputs, groups.isEmpty() ? featureCount : names.size(), outputCount);
        } catch (UnsupportedOptionsException e) {
            return UNKNOWN;
        }
    }

    static AxisNames of(TreeEnsemble ensemble) {
        return new AxisNames(ensemble.featureNames(), ensemble.outputNames(), ensemble.features(), ensemble.outputs());
    }
}

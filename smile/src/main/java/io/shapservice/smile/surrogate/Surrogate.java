package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.List;

/**
 * A trained model.
 *
 * @param classes in the order of the ensemble's outputs, or the other class and the one that a single output is for; empty for a
 *     regression
 */
public record Surrogate(TreeEnsemble ensemble, List<String> classes, Fidelity fidelity) {
    public Surrogate {
        classes = List.copyOf(classes);
    }
}

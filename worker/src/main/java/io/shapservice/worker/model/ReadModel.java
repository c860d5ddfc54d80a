package io.shapservice.worker.model;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import org.jspecify.annotations.Nullable;

/** A model that was read. */
public interface ReadModel {
    int features();

    int outputs();

    int trees();

    /**
     * Of single columns.
     *
     * @param background in the model's column order; null when the options use none
     */
    Explainer explainer(ExplainOptions options, @Nullable Background background) throws UnsupportedOptionsException;

    /** Adds groups of features to an explainer of this model. */
    Explainer grouped(Explainer columns, FeatureGroups groups) throws UnsupportedOptionsException;
}

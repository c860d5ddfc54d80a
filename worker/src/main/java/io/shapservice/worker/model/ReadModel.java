package io.shapservice.worker.model;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.UnsupportedOptionsException;

/** A model that was read. */
public interface ReadModel {
    int features();

    int outputs();

    int trees();

    Explainer explainer(ExplainOptions options) throws UnsupportedOptionsException;
}

package io.shapservice.worker.model;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import java.util.function.IntConsumer;

/** Reads models with the engine. */
public final class EngineModelReader implements ModelReader {
    @Override
    public ReadModel read(byte[] bytes, IntConsumer bytesRead) throws ModelException {
        return new EngineModel(Models.read(bytes, bytesRead));
    }

    private record EngineModel(TreeEnsemble ensemble) implements ReadModel {
        @Override
        public int features() {
            return ensemble.features();
        }

        @Override
        public int outputs() {
            return ensemble.outputs();
        }

        @Override
        public int trees() {
            return ensemble.trees();
        }

        @Override
        public Explainer explainer(ExplainOptions options) throws UnsupportedOptionsException {
            return Explainers.create(ensemble, options);
        }
    }
}

package io.shapservice.worker.model;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.explain.interventional.InterventionalLimits;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads models with the engine. */
public final class EngineModelReader implements ModelReader {
    /** What a model's tables may take of the heap; batches may take half of it, and models' files an eighth. */
    public static final int PART_OF_HEAP = 4;

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
        public Explainer explainer(ExplainOptions options, @Nullable Background background)
                throws UnsupportedOptionsException {
            long tables = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
            return Explainers.create(ensemble, options, background, InterventionalLimits.DEFAULT.withHeap(tables));
        }

        @Override
        public Explainer grouped(Explainer columns, FeatureGroups groups) throws UnsupportedOptionsException {
            return Explainers.grouped(columns, ensemble, groups);
        }
    }
}

package io.shapservice.worker.fault;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.worker.model.ReadModel;
import org.jspecify.annotations.Nullable;

/** A model whose explanations fail. */
record FaultyModel(ReadModel model, Fault fault) implements ReadModel {
    @Override
    public int features() {
        return model.features();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public int trees() {
        return model.trees();
    }

    @Override
    public Explainer explainer(ExplainOptions options, @Nullable Background background)
            throws UnsupportedOptionsException {
        return new FaultyExplainer(model.explainer(options, background), fault);
    }

    @Override
    public Explainer grouped(Explainer columns, FeatureGroups groups) throws UnsupportedOptionsException {
        return model.grouped(columns, groups);
    }

    private record FaultyExplainer(Explainer explainer, Fault fault) implements Explainer {
        @Override
        public Explanation explain(Table table, Progress progress) throws TableException {
            boolean concerned = fault.concerns(table.values());
            if (concerned) {
                fault.before(FaultStep.COMPUTE);
            }
            Explanation explanation = explainer.explain(table, progress);
            if (concerned) {
                fault.after(FaultStep.COMPUTE);
            }
            return explanation;
        }

        @Override
        public long costPerRow() {
            return explainer.costPerRow();
        }
    }
}

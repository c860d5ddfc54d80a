package io.shapservice.benchmarks;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import org.jspecify.annotations.Nullable;

/** Rows and what explains them. */
record Batch(Explainer explainer, Table rows) {
    static Batch path(String shape, Precision precision, int rows) throws ModelException, UnsupportedOptionsException {
        return of(shape, new ExplainOptions(Method.PATH, false, Output.RAW, precision), null, rows);
    }

    static Batch interactions(String shape, int rows) throws ModelException, UnsupportedOptionsException {
        return of(shape, new ExplainOptions(Method.PATH, true, Output.RAW, Precision.FLOAT), null, rows);
    }

    static Batch interventional(String shape, int background, int rows)
            throws ModelException, UnsupportedOptionsException, TableException {
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, Precision.FLOAT);
        return of(shape, options, Background.of(RandomForest.of(shape).rows(background)), rows);
    }

    private static Batch of(String shape, ExplainOptions options, @Nullable Background background, int rows)
            throws ModelException, UnsupportedOptionsException {
        RandomForest forest = RandomForest.of(shape);
        TreeEnsemble ensemble = Models.read(forest.json());
        return new Batch(Explainers.create(ensemble, options, background), forest.rows(rows));
    }

    Explanation explain() throws TableException {
        return explainer.explain(rows, Progress.NONE);
    }
}

package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.TableFit;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Path-dependent SHAP values, a tile of rows at a time. */
public final class PathExplainer implements Explainer {
    /** Loops over lanes take longer for so many rows than the rows one by one. */
    private static final int FEW = 4;

    private final TreeEnsemble ensemble;
    private final ExplainOptions options;
    private final PathPlan plan;
    /** Those that no thread uses just now. */
    private final ConcurrentLinkedQueue<Lanes> idle = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Lanes> idleRows = new ConcurrentLinkedQueue<>();
    private final SingleRows singleRows;

    public PathExplainer(TreeEnsemble ensemble, ExplainOptions options) {
        this.ensemble = ensemble;
        this.options = options;
        this.plan = new PathPlanner(ensemble, options.precision()).plan();
        this.singleRows = new SingleRows(plan, options.precision());
    }

    @Override
    public long costPerRow() {
        return Math.max(1, ensemble.leaves() * ensemble.outputs());
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        TableFit.check(ensemble, table);
        boolean few = table.rows() <= FEW;
        Lanes lanes = lanes(few);
        int capacity = lanes.capacity();
        TileResults results = new TileResults(ensemble, plan, table, capacity);
        for (int from = 0; from < table.rows(); from += capacity) {
            int rows = Math.min(capacity, table.rows() - from);
            lanes.load(table.values(), from * table.columns(), table.columns(), rows);
            for (int k = 0; k < plan.outputs().size(); k++) {
                lanes.add(k);
                results.take(lanes, from, k);
                lanes.clear(plan.outputs().get(k).rows());
            }
            results.predict(lanes.tile, from);
            if (!progress.advanced(from + rows)) {
                throw new CancellationException("stopped after " + (from + rows) + " rows");
            }
        }
        (few ? idleRows : idle).add(lanes);
        return results.explanation(options);
    }

    private Lanes lanes(boolean few) {
        @Nullable Lanes lanes = (few ? idleRows : idle).poll();
        if (lanes != null) {
            return lanes;
        }
        return few ? singleRows.newRow().orElseGet(this::newLanes) : newLanes();
    }

    private Lanes newLanes() {
        return switch (options.precision()) {
            case FLOAT -> new FloatLanes(plan);
            case DOUBLE -> new DoubleLanes(plan);
        };
    }
}

package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.concurrent.CancellationException;

/** Path-dependent SHAP values in double, a slice of rows at a time. */
final class PathExplainer implements Explainer {
    /** Leaves × outputs × rows between two ticks of progress: some tens of milliseconds. */
    private static final long COST_PER_SLICE = 2_000_000;

    private static final int MAX_SLICE = 512;

    private final TreeEnsemble ensemble;
    private final ExplainOptions options;
    private final PathPlan plan;

    PathExplainer(TreeEnsemble ensemble, ExplainOptions options) {
        this.ensemble = ensemble;
        this.options = options;
        this.plan = new PathPlan(ensemble);
    }

    @Override
    public long costPerRow() {
        return Math.max(1, ensemble.leaves() * ensemble.outputs());
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        int features = ensemble.features();
        int outputs = ensemble.outputs();
        int rows = table.rows();
        if (table.columns() != features) {
            throw new TableException(
                    TableException.Kind.COLUMNS,
                    "The rows have " + table.columns() + " columns, the model has " + features + " features.");
        }
        if ((long) rows * features * outputs > Integer.MAX_VALUE - 8) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE,
                    rows + " rows × " + features + " features × " + outputs
                            + " outputs are too many values for one array; explain fewer rows at a time.");
        }
        double[] values = new double[rows * features * outputs];
        int slice = Math.max(1, Math.min(rows, rowsPerSlice()));
        double[] x = new double[slice * features];
        PathKernel kernel = new PathKernel(plan.maxSlots());
        for (int from = 0; from < rows; from += slice) {
            int count = Math.min(slice, rows - from);
            asSplitsSee(table, from, count, x);
            add(kernel, x, count, values, from);
            if (!progress.advanced(from + count)) {
                throw new CancellationException("stopped after " + (from + count) + " rows");
            }
        }
        return explanation(table, values);
    }

    private int rowsPerSlice() {
        return Math.clamp(COST_PER_SLICE / costPerRow(), 1, MAX_SLICE);
    }

    private void asSplitsSee(Table table, int from, int count, double[] x) {
        int offset = from * table.columns();
        for (int i = 0; i < count * table.columns(); i++) {
            // Adding 0.0 turns −0.0 into 0.0, which no comparison tells apart, and leaves all else alone.
            x[i] = ensemble.arithmetic().input(table.values()[offset + i]) + 0.0;
        }
    }

    /** Trees outside, rows inside: one tree's arrays stay in the cache for the whole slice. */
    private void add(PathKernel kernel, double[] x, int count, double[] values, int firstRow) {
        int features = ensemble.features();
        int outputs = ensemble.outputs();
        for (PathPlan.Pass pass : plan.passes()) {
            kernel.enter(pass.tree(), pass.leafIndex());
            for (int row = 0; row < count; row++) {
                int at = (firstRow + row) * features * outputs + pass.output();
                kernel.addRow(pass.tree(), x, row * features, values, at, outputs);
            }
        }
    }

    private Explanation explanation(Table table, double[] values) {
        int features = ensemble.features();
        int outputs = ensemble.outputs();
        double[] prediction = new double[table.rows() * outputs];
        double[] base = plan.baseValues();
        double worst = 0;
        for (int row = 0; row < table.rows(); row++) {
            ensemble.margin(table.values(), row * features, prediction, row * outputs);
            for (int k = 0; k < outputs; k++) {
                double sum = base[k];
                for (int j = 0; j < features; j++) {
                    sum += values[(row * features + j) * outputs + k];
                }
                worst = Math.max(worst, Math.abs(sum - prediction[row * outputs + k]));
            }
        }
        return new Explanation(
                values,
                base,
                prediction,
                table.rows(),
                features,
                outputs,
                ensemble.featureNames().isEmpty() ? table.columnNames() : ensemble.featureNames(),
                ensemble.outputNames(),
                options,
                worst);
    }
}

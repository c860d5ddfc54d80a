package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.TableFit;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.List;

/** The arrays of one call. */
final class Results {
    private final TreeEnsemble ensemble;
    private final Table table;
    private final double[] values;

    /** @throws TableException when the table does not have the model's columns, or is too large for one array */
    Results(TreeEnsemble ensemble, Table table) throws TableException {
        TableFit.check(ensemble, table);
        this.ensemble = ensemble;
        this.table = table;
        this.values = new double[table.rows() * ensemble.features() * ensemble.outputs()];
    }

    /** {@code [n, F, K]} */
    double[] values() {
        return values;
    }

    int index(int row, int feature, int output) {
        return (row * ensemble.features() + feature) * ensemble.outputs() + output;
    }

    int rowStride() {
        return ensemble.features() * ensemble.outputs();
    }

    int featureStride() {
        return ensemble.outputs();
    }

    /** @param prediction {@code [n, K]} in the values' space */
    Explanation explanation(double[] base, double[] prediction, ExplainOptions options) {
        List<String> names = ensemble.featureNames().isEmpty() ? table.columnNames() : ensemble.featureNames();
        return new Explanation(
                values,
                base.clone(),
                prediction,
                table.rows(),
                ensemble.features(),
                ensemble.outputs(),
                names,
                ensemble.outputNames(),
                options,
                worst(base, prediction));
    }

    private double worst(double[] base, double[] prediction) {
        double worst = 0;
        for (int row = 0; row < table.rows(); row++) {
            for (int k = 0; k < base.length; k++) {
                double sum = base[k];
                for (int j = 0; j < ensemble.features(); j++) {
                    sum += values[index(row, j, k)];
                }
                double error = Math.abs(sum - prediction[row * base.length + k]);
                // Written so that a NaN is an error too.
                worst = error <= worst ? worst : error;
            }
        }
        return worst;
    }
}

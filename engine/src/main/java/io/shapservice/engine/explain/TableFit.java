package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;

/** Whether a table can be explained by a model in one call. */
public final class TableFit {
    private TableFit() {}

    /** @throws TableException when the table does not have the model's columns, or its values do not fit in one array */
    public static void check(TreeEnsemble ensemble, Table table) throws TableException {
        int features = ensemble.features();
        int outputs = ensemble.outputs();
        if (table.columns() != features) {
            throw new TableException(
                    TableException.Kind.COLUMNS,
                    "The rows have " + table.columns() + " columns, the model has " + features + " features.");
        }
        if ((long) table.rows() * features * outputs > Integer.MAX_VALUE - 8) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE,
                    table.rows() + " rows × " + features + " features × " + outputs
                            + " outputs are too many values for one array; explain fewer rows at a time.");
        }
    }
}

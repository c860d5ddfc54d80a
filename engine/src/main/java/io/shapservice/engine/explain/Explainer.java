package io.shapservice.engine.explain;

import io.shapservice.engine.table.Table;

/**
 * Computes SHAP values of one model. Safe for use by many threads; a row gives the same bits whatever the table it is part of,
 * the slicing or the thread.
 */
public interface Explainer {
    /**
     * @param table {@code [n, F]} in the model's column order
     * @throws io.shapservice.engine.table.TableException when the table does not have the model's number of columns
     * @throws java.util.concurrent.CancellationException when {@code progress} says stop
     */
    Explanation explain(Table table, Progress progress) throws io.shapservice.engine.table.TableException;

    /** Multiply-adds per row, roughly: leaves × outputs; what cost estimates and limits count. */
    long costPerRow();

    /** What it took to make this explainer ready. */
    default Preparation preparation() {
        return Preparation.NONE;
    }
}

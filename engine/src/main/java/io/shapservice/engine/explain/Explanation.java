package io.shapservice.engine.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHAP values of n rows, F features and K outputs, with the field names of {@code shap.Explanation}. Values are always held in
 * {@code [n, F, K]} order; with K = 1 that is {@code [n, F]}. With feature groups F counts groups and ungrouped columns.
 *
 * @param values {@code [n, F, K]}: contribution of each feature to each output
 * @param interactions {@code [n, F, F, K]} when asked for, else null: symmetric, and each row adds up to the feature's value
 * @param baseValues {@code [K]}: the same for every row
 * @param prediction {@code [n, K]} in the output space, in the source library's arithmetic
 * @param additivityMaxError largest |Σφ + base − prediction| over rows and outputs
 */
public record Explanation(
        double[] values,
        double @Nullable [] interactions,
        double[] baseValues,
        double[] prediction,
        int rows,
        int features,
        int outputs,
        List<String> featureNames,
        List<String> outputNames,
        ExplainOptions options,
        double additivityMaxError) {

    /** Without interaction values. */
    public Explanation(
            double[] values,
            double[] baseValues,
            double[] prediction,
            int rows,
            int features,
            int outputs,
            List<String> featureNames,
            List<String> outputNames,
            ExplainOptions options,
            double additivityMaxError) {
        this(
                values,
                null,
                baseValues,
                prediction,
                rows,
                features,
                outputs,
                featureNames,
                outputNames,
                options,
                additivityMaxError);
    }
}

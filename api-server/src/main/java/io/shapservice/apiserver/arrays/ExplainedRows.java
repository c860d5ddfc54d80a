package io.shapservice.apiserver.arrays;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultBlob;
import java.util.List;

/**
 * Explained rows, of a sync explain or of a job's batches.
 *
 * @param values {@code [rows, features, outputs]}
 * @param baseValues {@code [outputs]}
 * @param prediction {@code [rows, outputs]}
 * @param type width in which the values are reported
 */
public record ExplainedRows(
        double[] values,
        double[] baseValues,
        double[] prediction,
        int rows,
        int features,
        int outputs,
        double additivityMaxError,
        ElementType type) {

    public static ExplainedRows of(Explanation e) {
        return new ExplainedRows(
                e.values(),
                e.baseValues(),
                e.prediction(),
                e.rows(),
                e.features(),
                e.outputs(),
                e.additivityMaxError(),
                e.options().precision() == Precision.FLOAT ? ElementType.FLOAT32 : ElementType.FLOAT64);
    }

    public static ExplainedRows of(ResultBlob b) {
        return new ExplainedRows(
                b.values(),
                b.baseValues(),
                b.prediction(),
                b.rows(),
                b.features(),
                b.outputs(),
                b.additivityMaxError(),
                b.type());
    }

    /** One after the other; all of one job, so of one shape. */
    public static ExplainedRows concat(List<ExplainedRows> parts) {
        ExplainedRows first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int rows = parts.stream().mapToInt(ExplainedRows::rows).sum();
        double[] values = new double[rows * first.features * first.outputs];
        double[] prediction = new double[rows * first.outputs];
        double worst = 0;
        int at = 0;
        for (ExplainedRows part : parts) {
            System.arraycopy(part.values, 0, values, at * first.features * first.outputs, part.values.length);
            System.arraycopy(part.prediction, 0, prediction, at * first.outputs, part.prediction.length);
            worst = Math.max(worst, part.additivityMaxError);
            at += part.rows;
        }
        return new ExplainedRows(
                values, first.baseValues, prediction, rows, first.features, first.outputs, worst, first.type);
    }

    /** The base values once for each row, {@code [rows, outputs]}, as {@code shap.Explanation} has them. */
    public double[] baseValuesByRow() {
        double[] out = new double[rows * outputs];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(baseValues, 0, out, i * outputs, outputs);
        }
        return out;
    }
}

package io.shapservice.apiserver.arrays;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultBlob;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explained rows, of a sync explain or of a job's batches.
 *
 * @param values {@code [rows, features, outputs]}
 * @param interactions {@code [rows, features, features, outputs]} when they were asked for, else null
 * @param baseValues {@code [outputs]}
 * @param prediction {@code [rows, outputs]}
 * @param type width in which the values are reported
 */
public record ExplainedRows(
        double[] values,
        double @Nullable [] interactions,
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
                e.interactions(),
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
                b.interactions(),
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
        boolean pairs = first.interactions != null;
        return new ExplainedRows(
                joined(parts, ExplainedRows::values),
                pairs ? joined(parts, part -> Objects.requireNonNull(part.interactions)) : null,
                first.baseValues,
                joined(parts, ExplainedRows::prediction),
                parts.stream().mapToInt(ExplainedRows::rows).sum(),
                first.features,
                first.outputs,
                parts.stream()
                        .mapToDouble(ExplainedRows::additivityMaxError)
                        .max()
                        .orElse(0),
                first.type);
    }

    private static double[] joined(List<ExplainedRows> parts, Function<ExplainedRows, double[]> array) {
        double[] all =
                new double[parts.stream().mapToInt(p -> array.apply(p).length).sum()];
        int at = 0;
        for (ExplainedRows part : parts) {
            double[] own = array.apply(part);
            System.arraycopy(own, 0, all, at, own.length);
            at += own.length;
        }
        return all;
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

package io.shapservice.worker.compute;

import io.shapservice.engine.explain.Explanation;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultBlob;

/** The arrays of a whole batch, filled slice by slice. */
final class ResultArrays {
    private final double[] values;
    private final double[] prediction;
    private final Explanation first;
    private final int rows;
    private double additivityMaxError;

    /** @param first explanation of the first slice: it has the dimensions */
    ResultArrays(int rows, Explanation first) {
        boolean whole = first.rows() == rows;
        this.rows = rows;
        this.first = first;
        this.values = whole ? first.values() : new double[Math.multiplyExact(rows, first.features() * first.outputs())];
        this.prediction = whole ? first.prediction() : new double[Math.multiplyExact(rows, first.outputs())];
        if (whole) {
            additivityMaxError = first.additivityMaxError();
        } else {
            add(0, first);
        }
    }

    void add(int row, Explanation slice) {
        System.arraycopy(slice.values(), 0, values, row * first.features() * first.outputs(), slice.values().length);
        System.arraycopy(slice.prediction(), 0, prediction, row * first.outputs(), slice.prediction().length);
        additivityMaxError = Math.max(additivityMaxError, slice.additivityMaxError());
    }

    ResultBlob blob(ElementType type) {
        return new ResultBlob(
                values,
                first.baseValues(),
                prediction,
                rows,
                first.features(),
                first.outputs(),
                additivityMaxError,
                type);
    }
}

package io.shapservice.worker.compute;

import io.shapservice.engine.explain.Explanation;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultShape;
import io.shapservice.protocol.batch.ResultWriter;

/** The blob of a whole batch, filled slice by slice: only a slice is ever held as the engine's doubles. */
final class SlicedResult {
    private final ResultWriter writer;
    private final double[] baseValues;
    private double additivityMaxError;

    /** @param first explanation of the first slice: it has the dimensions */
    SlicedResult(int rows, Explanation first, ElementType type) {
        writer = new ResultWriter(
                new ResultShape(rows, first.features(), first.outputs(), first.interactions() != null, type));
        baseValues = first.baseValues();
        add(0, first);
    }

    void add(int row, Explanation slice) {
        writer.put(row, slice.values(), slice.prediction(), slice.interactions());
        additivityMaxError = Math.max(additivityMaxError, slice.additivityMaxError());
    }

    byte[] blob() {
        return writer.finish(baseValues, additivityMaxError);
    }
}

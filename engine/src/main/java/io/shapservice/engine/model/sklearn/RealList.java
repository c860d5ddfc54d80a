package io.shapservice.engine.model.sklearn;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.util.Arrays;

/** Doubles that become an array, without a box for each, as long as the cursor's arrays may be. */
final class RealList {
    private final DocumentCursor cursor;
    private double[] values = new double[16];
    private int size;

    RealList(DocumentCursor cursor) {
        this.cursor = cursor;
    }

    void add(double value) throws ModelException {
        if (size == values.length) {
            values = Arrays.copyOf(values, cursor.grown(size));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

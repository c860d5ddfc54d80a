package io.shapservice.apiserver.arrays;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shapservice.protocol.batch.ElementType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as nested JSON arrays: NaN is null, a float32 is written with a float32's digits. */
public final class NestedArrays {
    private NestedArrays() {}

    /** {@code values}, {@code base_values}, and {@code interactions} when there are some. */
    public static void contributions(JsonGenerator out, ExplainedRows rows, boolean strictShape) throws IOException {
        out.writeFieldName("values");
        write(out, rows.values(), shape(rows, true, strictShape), rows.type());
        out.writeFieldName("base_values");
        write(out, rows.baseValuesByRow(), shape(rows, false, strictShape), rows.type());
        double @Nullable [] interactions = rows.interactions();
        if (interactions != null) {
            out.writeFieldName("interactions");
            write(out, interactions, pairsShape(rows, strictShape), rows.type());
        }
    }

    /** {@code top_features}, as positions in {@code feature_names}, {@code top_values} and {@code base_values}. */
    public static void top(JsonGenerator out, ExplainedRows rows, TopFeatures top, boolean strictShape)
            throws IOException {
        int[] shape = top.shape(rows, strictShape);
        out.writeFieldName("top_features");
        nest(out, 0, top.index().length, shape, 0, (to, i) -> to.writeNumber(top.index()[i]));
        out.writeFieldName("top_values");
        write(out, top.value(), shape, rows.type());
        out.writeFieldName("base_values");
        write(out, rows.baseValuesByRow(), shape(rows, false, strictShape), rows.type());
    }

    /** {@code feature_names} and {@code output_names}. */
    public static void names(JsonGenerator out, List<String> features, List<String> outputs) throws IOException {
        out.writeFieldName("feature_names");
        out.writeArray(features.toArray(String[]::new), 0, features.size());
        out.writeFieldName("output_names");
        out.writeArray(outputs.toArray(String[]::new), 0, outputs.size());
    }

    /** {@code [n, F]} or {@code [n]}, with the outputs' axis when there are several or the caller insists. */
    public static int[] shape(ExplainedRows rows, boolean features, boolean strictShape) {
        boolean axis = rows.outputs() > 1 || strictShape;
        if (features) {
            return axis
                    ? new int[] {rows.rows(), rows.features(), rows.outputs()}
                    : new int[] {rows.rows(), rows.features()};
        }
        return axis ? new int[] {rows.rows(), rows.outputs()} : new int[] {rows.rows()};
    }

    /** {@code [n, F, F]}, with the outputs' axis when there are several or the caller insists. */
    public static int[] pairsShape(ExplainedRows rows, boolean strictShape) {
        int features = rows.features();
        return rows.outputs() > 1 || strictShape
                ? new int[] {rows.rows(), features, features, rows.outputs()}
                : new int[] {rows.rows(), features, features};
    }

    public static void write(JsonGenerator out, double[] data, int[] shape, ElementType type) throws IOException {
        nest(out, 0, data.length, shape, 0, (to, i) -> number(to, data[i], type));
    }

    private interface Cell {
        void write(JsonGenerator out, int index) throws IOException;
    }

    private static void nest(JsonGenerator out, int from, int length, int[] shape, int axis, Cell cell)
            throws IOException {
        out.writeStartArray();
        boolean innermost = axis == shape.length - 1;
        int step = innermost || shape[axis] == 0 ? 1 : length / shape[axis];
        for (int i = 0; i < shape[axis]; i++) {
            if (innermost) {
                cell.write(out, from + i);
            } else {
                nest(out, from + i * step, step, shape, axis + 1, cell);
            }
        }
        out.writeEndArray();
    }

    /** JSON has no NaN and no infinity. */
    public static void number(JsonGenerator out, double value, ElementType type) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
            return;
        }
        switch (type) {
            case FLOAT32 -> out.writeNumber((float) value);
            case FLOAT64 -> out.writeNumber(value);
        }
    }
}

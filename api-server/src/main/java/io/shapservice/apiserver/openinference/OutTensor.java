package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shapservice.apiserver.arrays.NestedArrays;
import io.shapservice.protocol.batch.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor of an answer.
 *
 * @param binary its data goes behind the JSON
 */
record OutTensor(String name, Type type, int[] shape, double[] data, boolean binary) {
    enum Type {
        FP32(4),
        FP64(8),
        INT32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        static Type of(ElementType element) {
            return switch (element) {
                case FLOAT32 -> FP32;
                case FLOAT64 -> FP64;
            };
        }
    }

    void writeJson(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name);
        out.writeStringField("datatype", type.name());
        out.writeFieldName("shape");
        out.writeArray(shape, 0, shape.length);
        if (binary) {
            out.writeObjectFieldStart("parameters");
            out.writeNumberField("binary_data_size", data.length * type.bytes);
            out.writeEndObject();
        } else {
            writeData(out);
        }
        out.writeEndObject();
    }

    private void writeData(JsonGenerator out) throws IOException {
        out.writeFieldName("data");
        switch (type) {
            case INT32 -> {
                int[] whole = Arrays.stream(data).mapToInt(v -> (int) v).toArray();
                out.writeArray(whole, 0, whole.length);
            }
            case FP32 -> NestedArrays.write(out, data, new int[] {data.length}, ElementType.FLOAT32);
            case FP64 -> NestedArrays.write(out, data, new int[] {data.length}, ElementType.FLOAT64);
        }
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(data.length * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : data) {
            switch (type) {
                case FP32 -> out.putFloat((float) v);
                case FP64 -> out.putDouble(v);
                case INT32 -> out.putInt((int) v);
            }
        }
        return out.array();
    }
}
